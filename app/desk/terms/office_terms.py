"""Changing the terms of an office."""

from enum import Enum


class DraftRefusal(Enum):
    """Why a draft is not kept."""

    GRANT_ENDED = "grant_ended"
    CHANGED_MEANWHILE = "changed_meanwhile"
    NO_TEXT = "no_text"
    NO_HEADINGS = "no_headings"
    SAME_TEXT = "same_text"


class WithdrawalRefusal(Enum):
    """Why announced terms are not taken back."""

    GRANT_ENDED = "grant_ended"
    NOT_ANNOUNCED = "not_announced"


class AnnouncementRefusal(Enum):
    """Why a draft is not announced."""

    GRANT_ENDED = "grant_ended"
    NO_DRAFT = "no_draft"
    CHANGED_MEANWHILE = "changed_meanwhile"
    NO_DAY = "no_day"
    NOT_IN_TIME = "not_in_time"
    DAY_TAKEN = "day_taken"
    NO_GROUND = "no_ground"
