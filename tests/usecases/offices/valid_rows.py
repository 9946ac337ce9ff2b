"""One valid row for each table of the offices (tests/harness/rows.py)."""

NOW = "2026-05-01 00:00:00"

ROWS = {
    "holiday": {"day": "2049-11-03", "name": "文化の日", "official": False, "changed_at": NOW},
    "terms_set": {"name": "kanagawa", "title": "運用方針", "issuer": "かながわ労働センター"},
    "terms_version": {
        "id": 1,
        "terms_set": "kanagawa",
        "effective_on": "2024-04-01",
        "act": "施行",
        "announced_at": None,
        "title": "運用方針",
        "text": "１ 目的",
        "source": "demo",
        "ground": None,
    },
    "office": {
        "id": "kanagawa",
        "sort_order": 1,
        "prefecture": "神奈川県",
        "sites": "[]",
        "terms_set": "kanagawa",
    },
    "office_policy": {
        "id": 1,
        "office_id": "kanagawa",
        "in_force_from": "2024-04-01",
        "in_force_until": None,
        "settings": "{}",
        "set_by": "profile",
        "set_at": NOW,
    },
    "office_closure": {
        "id": 1,
        "office_id": "kanagawa",
        "day": "2026-05-13",
        "kind": "closed",
        "starts": "10:00:00",
        "ends": "12:00:00",
        "reason": "停電",
        "set_by": "account:1",
        "set_at": NOW,
    },
    "counselor_day": {"office_id": "kanagawa", "account_id": 1, "day": "2026-05-13"},
    "office_retention": {
        "id": 1,
        "office_id": "kanagawa",
        "in_force_from": "2026-05-12",
        "contact_months": 12,
        "record_months": 36,
        "set_by": "account:1",
        "set_at": NOW,
    },
    "terms_draft": {
        "terms_set": "kanagawa",
        "effective_on": "2026-06-01",
        "ground": None,
        "text": "１ 目的",
        "revision": 1,
        "edited_by": "account:1",
        "edited_at": NOW,
    },
    "consent": {
        "id": 1,
        "terms_version_id": 1,
        "kind": "deemed",
        "booking_number": "K1234567",
        "account_id": None,
        "given_at": NOW,
    },
}

BREAKS = {
    "ck_terms_version_source_known": {"source": "heard"},
    "ck_terms_version_ground_known": {"ground": "3"},
    "ck_terms_version_text_not_empty": {"text": ""},
    "ck_office_policy_days_in_order": {"in_force_until": "2024-03-31"},
    "ck_office_closure_kind_known": {"kind": "perhaps"},
    "ck_office_closure_hours_in_order": {"starts": "12:00:00", "ends": "12:00:00"},
    "ck_office_closure_extra_opening_has_hours": {"kind": "extra_open", "starts": None, "ends": None},
    "ck_office_retention_contact_kept_a_month": {"contact_months": 0},
    "ck_office_retention_record_outlives_contact": {"record_months": 11},
    "ck_terms_draft_ground_known": {"ground": "3"},
    "ck_consent_kind_known": {"kind": "silent"},
    "ck_consent_given_by_someone": {"booking_number": None},
}

SHARES = {
    "pk_office": {"sort_order": 2},
    "uq_office_policy_in_force_from": {"in_force_until": "2024-04-01"},
    "uq_office_policy_open_ended": {"in_force_from": "2026-01-01"},
}
