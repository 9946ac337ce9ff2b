"""Changing the terms of the information service (20, 22)."""

from enum import Enum


class SiteTermsRefusal(Enum):
    """Why a text is not kept, posted or taken back."""

    GRANT_ENDED = "grant_ended"
    CHANGED_MEANWHILE = "changed_meanwhile"
    NO_DRAFT = "no_draft"
    NO_TEXT = "no_text"
    NO_HEADINGS = "no_headings"
    SAME_TEXT = "same_text"
    NO_DAY = "no_day"
    NOT_IN_TIME = "not_in_time"
    DAY_TAKEN = "day_taken"
    NOT_ANNOUNCED = "not_announced"
