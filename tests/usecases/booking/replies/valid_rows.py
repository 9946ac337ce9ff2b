"""One valid row for each table of what the desk keeps of a booking it took down, and what breaks its guards."""

ROWS = {
    "reply_link": {
        "token": "a" * 64,
        "booking_id": 1,
        "issued_at": "2026-05-08 01:00:00",
        "ends_at": "2026-05-11 15:00:00",
        "used_at": "2026-05-11 14:59:59",
    },
    "intake_record": {
        "booking_id": 1,
        "taken_by": 1,
        "taken_at": "2026-05-08 01:00:00",
        "terms_read": "homepage",
    },
    "call_task": {
        "booking_id": 1,
        "asked_at": "2026-05-08 01:00:00",
        "done_at": "2026-05-08 02:00:00",
        "done_by": 1,
    },
}
BREAKS = {
    "ck_reply_link_used_in_time": {"used_at": "2026-05-11 15:00:00"},
    "ck_intake_record_terms_read_known": {"terms_read": "hearsay"},
    "ck_call_task_done_by_somebody": {"done_by": None},
    "ck_call_task_done_after_asked": {"done_at": "2026-05-08 00:59:59"},
}
