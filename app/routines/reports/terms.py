"""The words of the reports: which acts of the record are looks, which are signing in."""

GUESTS, NOBODY = "予約した人（ゲスト）", "ログインしていない人"

VIEWS = frozenset(
    {
        "agencies.document_viewed",
        "booking.looked_up",
        "desk.booking_printed",
        "desk.booking_viewed",
        "desk.day_exported",
        "desk.day_printed",
        "desk.instant_request_viewed",
        "desk.searched",
        "desk.use_extract_taken",
        "desk.views_listed",
        "job_offers.exported",
        "messages.complaint_viewed",
        "messages.reported_thread_viewed",
        "messages.thread_disclosed",
        "oversight.handed_in_viewed",
        "seekers.deletions_exported",
    }
)
"""Acts by which somebody sees what tells of a person, or takes it along."""

SIGN_IN_ACTS = frozenset(
    {
        "accounts.code_accepted",
        "accounts.code_refused",
        "accounts.reset_requested",
        "accounts.reset_used",
        "accounts.sign_in_ended",
        "accounts.sign_in_refused",
        "accounts.sign_ins_ended",
        "accounts.signed_in",
        "accounts.signed_out",
    }
)
"""Acts of coming in and going out."""
