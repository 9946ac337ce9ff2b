"""One valid row for each table of the offices, and what breaks its guards."""

NOW = "2026-05-11 01:00:00"
ROWS = {
    "holiday": {"day": "2050-01-01", "name": "元日", "official": False, "changed_at": NOW},
    "terms_set": {"name": "kanagawa", "title": "運用方針", "issuer": "かながわ労働センター"},
    "terms_version": {
        "id": 1,
        "terms_set": "kanagawa",
        "effective_on": "2024-04-01",
        "act": "制定",
        "title": "運用方針",
        "source": "demo",
    },
    "office": {
        "id": "kanagawa",
        "sort_order": 1,
        "prefecture": "14",
        "sites": "[]",
        "terms_set": "kanagawa",
    },
    "office_policy": {
        "id": 1,
        "office_id": "kanagawa",
        "in_force_from": "2024-04-01",
        "settings": "{}",
        "set_by": "profile",
        "set_at": NOW,
    },
    "office_closure": {
        "id": 1,
        "office_id": "kanagawa",
        "day": "2026-05-20",
        "kind": "extra_open",
        "starts": "09:00:00",
        "ends": "12:00:00",
        "reason": "設備点検",
        "set_by": "加藤",
        "set_at": NOW,
    },
    "consent": {"id": 1, "terms_version_id": 1, "kind": "deemed", "booking_number": "KNG-1", "given_at": NOW},
}
BREAKS = {
    "ck_consent_given_by_someone": {"booking_number": None},
    "ck_consent_kind_known": {"kind": "guessed"},
    "ck_office_closure_extra_opening_has_hours": {"starts": None, "ends": None},
    "ck_office_closure_hours_in_order": {"ends": "08:00:00"},
    "ck_office_closure_kind_known": {"kind": "maybe"},
    "ck_office_policy_days_in_order": {"in_force_until": "2024-03-31"},
    "ck_terms_version_ground_known": {"ground": "9"},
    "ck_terms_version_source_known": {"source": "hearsay"},
    "ck_terms_version_text_not_empty": {"text": ""},
}
SHARES = {
    "pk_office": {"sort_order": 2},
    "uq_office_policy_office_id_in_force_from": {"in_force_until": "2026-12-31"},
    "uq_office_policy_open_ended": {"in_force_from": "2027-01-01"},
}
