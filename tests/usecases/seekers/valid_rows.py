"""One valid row for each table of seekers (tests/harness/rows.py)."""

NOW = "2026-05-01 00:00:00"
SEALED = b"sealed"

HELD = {
    "number": "Q000000001",
    "agency_id": 802,
    "record_id": 1,
    "profile": SEALED,
    "acquired_at": NOW,
    "acquired_on": "2026-05-11",
    "acquired_by": 1,
    "stop_count": 0,
    "kept_until": "2026-07-31",
    "explained_on": "2026-05-12",
    "accepted_on": "2026-05-13",
    "accepted_by": 1,
}
ROWS = {
    "seeker_record": {
        "id": 1,
        "account_id": 1,
        "seeker_index": "f" * 64,
        "office_id": "kanagawa",
        "shuffle": 7,
        "experience": "介護 5年",
        "qualifications": "介護福祉士",
        "wishes": "",
        "wage": 250000,
        "wage_unit": "month",
        "age_band": "thirties",
        "offered_at": NOW,
        "valid_until": "2026-07-31",
        "withdrawn_at": None,
    },
    "seeker_choice": {"record_id": 1, "kind": "occupation", "code": "care", "shuffle": 7},
    "seeker_gram": {"gram": "介護", "shuffle": 7, "record_id": 1},
    "seeker_block": {"record_id": 1, "agency_id": 802, "blocked_at": NOW},
    "acquisition": {"id": 1, **HELD},
    "acquisition_deletion": {
        "id": 1,
        "agency_id": 802,
        "number": "Q000000001",
        "reason": "block",
        "deleted_at": NOW,
    },
    "paid_service_use": {
        "id": 1,
        "acquisition_id": 1,
        "name": "面接講座",
        "price": "5,000円",
        "notified_on": "2026-04-01",
        "explained_on": "2026-05-11",
        "accepted_on": "2026-05-12",
        "provided_on": "2026-05-13",
        "wished": True,
        "entered_at": NOW,
        "entered_by": 1,
    },
}
BREAKS = {
    "ck_seeker_record_somebodys": {"account_id": None, "seeker_index": None},
    "ck_seeker_record_wage_positive": {"wage": 0},
    "ck_seeker_record_wage_unit_known": {"wage_unit": "year"},
    "ck_seeker_record_age_band_known": {"age_band": "38"},
    "ck_seeker_choice_kind_known": {"kind": "mood"},
    "ck_acquisition_deleted_with_reason": {"deleted_at": NOW, "profile": None},
    "ck_acquisition_reason_known": {"deleted_at": NOW, "deleted_why": "mood", "profile": None},
    "ck_acquisition_deleted_is_empty": {"profile": None},
    "ck_acquisition_accepted_after": {"accepted_on": "2026-05-10", "explained_on": None},
    "ck_acquisition_explained_before": {"explained_on": "2026-05-14"},
    "ck_acquisition_kept_a_while": {"kept_until": "2026-05-10"},
    "ck_acquisition_deletion_reason_known": {"reason": "mood"},
    "ck_paid_service_use_notified_before": {"notified_on": "2026-05-13"},
    "ck_paid_service_use_agreed_before": {"accepted_on": "2026-05-14"},
    "ck_paid_service_use_wished": {"wished": False},
}
SHARES = {
    "pk_seeker_record": {"account_id": 2, "seeker_index": "e" * 64},
    "uq_seeker_record_account_id": {"seeker_index": "e" * 64},
    "uq_seeker_record_seeker_index": {"account_id": 2},
    "pk_acquisition": {"deleted_at": NOW, "deleted_why": "term", "profile": None},
}
