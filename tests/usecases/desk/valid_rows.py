"""One valid row for each table of the desk, and what breaks its guards."""

ROWS = {
    "desk_note": {
        "id": 1,
        "booking_id": 1,
        "kind": "private",
        "author_id": 1,
        "text": b"sealed",
        "written_at": "2026-05-11 01:00:00",
    },
    "desk_clearance": {"booking_id": 1, "cleared_at": "2026-05-11 01:00:00", "cleared_by": 1},
    "series_alarm": {"id": 1, "office_id": "kanagawa", "began_at": "2026-05-11 01:00:00"},
}
BREAKS = {
    "ck_desk_note_kind_known": {"kind": "rumour"},
    "ck_series_alarm_ends_after_start": {"ended_at": "2026-05-10 01:00:00"},
}
