"""One valid row for each table of the desk, and what breaks its guards."""

PROPOSAL = {"office_id": "kanagawa", "contact_months": 12, "record_months": 36, "proposed_by": 1}
PROPOSAL |= {"proposed_at": "2026-05-11 01:00:00"}
EXTRACT = {"id": 1, "office_id": "kanagawa", "booking_number": "K000000001", "requester": "警察署", "asked_by": 1}
EXTRACT |= {
    "first_day": "2026-05-01",
    "last_day": "2026-05-11",
    "legal_basis": "刑事訴訟法",
    "demanded_on": "2026-05-10",
}
EXTRACT |= {"asked_at": "2026-05-11 01:00:00", "settled_by": 2, "settled_at": "2026-05-11 02:00:00", "approved": True}
OPEN = {"settled_by": None, "settled_at": None, "approved": None}
ROWS = {
    "desk_note": {
        "id": 1,
        "booking_id": 1,
        "kind": "private",
        "author_id": 1,
        "text": b"sealed",
        "written_at": "2026-05-11 01:00:00",
    },
    "retention_proposal": [
        {**PROPOSAL, "id": 1, "settled_by": 2, "settled_at": "2026-05-11 02:00:00", "approved": True},
        {**PROPOSAL, "id": 2, **OPEN},
    ],
    "desk_clearance": {"booking_id": 1, "cleared_at": "2026-05-11 01:00:00", "cleared_by": 1},
    "kept_outside": {
        "id": 1,
        "booking_id": 1,
        "why": "closed_by_office",
        "words": "停電",
        "reason": b"sealed",
        "kept_at": "2026-05-11 01:00:00",
        "kept_by": 1,
    },
    "use_extract": {**EXTRACT, "taken_at": "2026-05-11 03:00:00"},
    "series_alarm": {"id": 1, "office_id": "kanagawa", "began_at": "2026-05-11 01:00:00"},
}
BREAKS = {
    "ck_retention_proposal_contact_kept_a_month": {"contact_months": 0},
    "ck_retention_proposal_record_outlives_contact": {"record_months": 11},
    "ck_retention_proposal_settled_whole": {"approved": None},
    "ck_retention_proposal_approved_by_another": {"settled_by": 1},
    "ck_retention_proposal_use_log_kept_a_month": {"use_log_months": 0},
    "ck_use_extract_about_somebody": {"booking_number": None},
    "ck_use_extract_requester_named": {"requester": ""},
    "ck_use_extract_basis_named": {"legal_basis": ""},
    "ck_use_extract_days_in_order": {"last_day": "2026-04-30"},
    "ck_use_extract_settled_whole": {"settled_by": None},
    "ck_use_extract_approved_by_another": {"settled_by": 1},
    "ck_use_extract_taken_once_approved": {"approved": False},
    "ck_kept_outside_why_known": {"why": "whim"},
    "ck_desk_note_kind_known": {"kind": "rumour"},
    "ck_series_alarm_ends_after_start": {"ended_at": "2026-05-10 01:00:00"},
}
SHARES = {"uq_retention_proposal_open": OPEN}
