"""Which tables say "no more" of something that a restore must not bring back, and which do not need to be asked."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, kw_only=True)
class Watched:
    """A table whose rows say "no more" since one of `moments`; only `columns` are kept where given.

    `ahead`: the moment lies at least so far in the future of what happened. `parent`: the moments are those of the
    row that this column points to. `made`: a row that is missing in the backup is made anew.
    """

    table: str
    moments: tuple[str, ...]
    columns: tuple[str, ...] = ()
    ahead: timedelta = timedelta(0)
    parent: tuple[str, str] | None = None
    made: bool = True


WATCHED = (
    Watched(table="deletion_log", moments=("at",)),
    Watched(table="acquisition_deletion", moments=("deleted_at",)),
    Watched(
        table="account",
        moments=("closed_at", "password_set_at", "renewed_at"),
        columns=(
            *("status", "name", "name_kana", "phone", "mail", "mail_index"),
            *("password_set_at", "totp_secret", "totp_last_step", "renewed_at", "closed_at"),
        ),
        made=False,
    ),
    Watched(
        table="booking",
        moments=("address_set_at",),
        columns=("email", "password_key_id", "password_nonce", "address_set_at"),
        made=False,
    ),
    Watched(table="account_grant", moments=("ends_at",), made=False),
    Watched(table="held_address", moments=("free_from",), ahead=timedelta(days=5 * 365 - 30)),
    Watched(table="agency", moments=(), columns=("stop_count", "closed_at"), made=False),
    Watched(
        table="participation",
        moments=("ended_at",),
        columns=("ended_at", "end_kind", "reapply_from"),
        made=False,
    ),
    Watched(table="suspension", moments=("ended_at", "cause_mended_at", "improved_at", "begins_at")),
    Watched(table="access_limit", moments=("posted_at", "lifted_at")),
    Watched(table="seeker_record", moments=("withdrawn_at",), columns=("withdrawn_at", "withdrawals"), made=False),
    Watched(table="seeker_block", moments=("blocked_at",)),
    Watched(
        table="thread",
        moments=("blocked_at", "closed_at"),
        columns=("is_open", "blocked_at", "closed_at"),
        made=False,
    ),
    Watched(table="participation_service", moments=("ended_on",), columns=("ended_on",), made=False),
    Watched(table="job_offer_token", moments=("ended_at",), columns=("ended_at", "ended_by"), made=False),
    Watched(table="guard_pattern", moments=("added_at", "ended_at")),
    Watched(
        table="ministry_notice",
        moments=("withdrawn_at",),
        columns=("withdrawn_at", "withdrawn_by"),
        made=False,
    ),
    Watched(
        table="use_extract",
        moments=("taken_at",),
        columns=("settled_by", "settled_at", "approved", "taken_at"),
        made=False,
    ),
    Watched(table="ban", moments=("since", "lifted_at")),
    Watched(table="ban_key", moments=("since",), parent=("ban_id", "ban")),
)
"""In the order in which they are put back: whoever is pointed to first."""

NEED_NO_WATCH = {
    "account_link": "a restore voids every link that was not used",
    "acquisition": "what agencies hold no more is told by acquisition_deletion",
    "address_check": "a restore voids every link that was not used",
    "agency_request": "a question that was closed can be closed again; nobody sees more by it",
    "booking": "what was forgotten is told by deletion_log",
    "booking_session": "that a consultation is over is entered again by who held it",
    "day_seats": "the seats of a day are set again at the desk",
    "instant_request": "a wish for now is over by itself the same day",
    "job_offer": "an offer that was withdrawn goes with the next import",
    "office_closure": "a closure that was lifted only takes times away; the desk lifts it again",
    "oversight_case": "a case that was closed can be closed again; the stop itself is told by suspension",
    "series_alarm": "an alarm that had ended ends again by its routine",
    "service_stop": "a stop of booking that was lifted only takes times away; the desk lifts it again",
    "sign_in": "a restore ends every sign-in",
    "terms_withdrawn": "an announcement that was taken back is text of the office alone, which takes it back again",
    "urgent_stop": "a stop of the service that was ended lasts on until operations end it again",
}
"""Tables with such a moment whose rows a restore may bring back, each with the reason."""
