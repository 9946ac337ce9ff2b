"""One valid row for each table of accounts, and what breaks its guards."""

NOW, LATER = "2026-05-11 01:00:00", "2026-05-12 01:00:00"
SEALED = b"sealed"
ACCOUNT = {"kind": "staff", "status": "active", "name": SEALED, "mail": SEALED, "password_hash": "x", "created_at": NOW}
GRANT = {"account_id": 1, "starts_at": NOW, "why": "demo", "granted_by": 2, "confirmed_at": NOW, "confirmed_by": 3}
ROWS = {
    "organisation": [
        {"id": 801, "kind": "centre", "code": "kanagawa", "name": "かながわ労働センター"},
        {"id": 802, "kind": "agency", "code": "hikari", "name": "ひかり人材紹介"},
    ],
    "account": [{**ACCOUNT, "id": number, "mail_index": str(number) * 64} for number in (1, 2, 3)],
    "account_grant": [
        {**GRANT, "id": 1, "role": "staff", "organisation_id": 801},
        {**GRANT, "id": 2, "role": "seeker", "organisation_id": None},
    ],
    "account_link": {
        "id": 1,
        "account_id": 1,
        "purpose": "invitation",
        "token_hash": "1" * 64,
        "created_at": NOW,
        "expires_at": LATER,
    },
    "address_check": {
        "id": 1,
        "purpose": "change",
        "account_id": 1,
        "mail": SEALED,
        "mail_index": "1" * 64,
        "token_hash": "1" * 64,
        "language": "ja",
        "created_at": NOW,
        "expires_at": LATER,
    },
    "personal_profile": {"account_id": 1, "registration": "hellowork", "language": "ja"},
    "held_address": {"mail_index": "1" * 64, "free_from": "2031-05-11"},
    "phone_hold": {"account_id": 1, "cause": "instant-use", "since": NOW},
    "sign_in": {
        "id": 1,
        "account_id": 1,
        "ref": "r" * 20,
        "token_hash": "1" * 64,
        "stage": "complete",
        "surfaces": "intranet",
        "agent": "Firefox",
        "created_at": NOW,
        "last_seen_at": NOW,
        "ends_at": LATER,
        "ended_at": LATER,
        "ended_why": "signed_out",
    },
}
BREAKS = {
    "ck_account_active_has_password": {"password_hash": None},
    "ck_account_kind_known": {"kind": "visitor"},
    "ck_account_status_known": {"status": "asleep"},
    "ck_account_step_has_secret": {"totp_last_step": 1},
    "ck_organisation_kind_known": {"kind": "club"},
    "ck_account_grant_confirmed_by_another": {"confirmed_by": 2},
    "ck_account_grant_confirmed_has_moment": {"confirmed_at": None},
    "ck_account_grant_ends_after_start": {"ends_at": "2026-05-10 01:00:00"},
    "ck_account_grant_not_by_oneself": {"granted_by": 1},
    "ck_account_grant_place_fits_role": {"organisation_id": None},
    "ck_account_grant_role_known": {"role": "visitor"},
    "ck_account_link_expires_later": {"expires_at": NOW},
    "ck_account_link_purpose_known": {"purpose": "fun"},
    "ck_address_check_change_has_account": {"account_id": None},
    "ck_address_check_expires_later": {"expires_at": NOW},
    "ck_address_check_kind_known": {"purpose": "registration", "account_id": None, "kind": "bureau"},
    "ck_address_check_purpose_known": {"purpose": "fun", "account_id": None},
    "ck_address_check_registration_has_kind": {"kind": "seeker"},
    "ck_personal_profile_registration_known": {"registration": "somehow"},
    "ck_personal_profile_switched_to_hellowork": {"registration": "online", "registration_switched_on": "2026-05-11"},
    "ck_sign_in_ended_has_reason": {"ended_at": None},
    "ck_sign_in_ended_why_known": {"ended_why": "bored"},
    "ck_sign_in_stage_known": {"stage": "half"},
}
SHARES = {
    "uq_account_grant_open_personal": {"role": "seeker", "organisation_id": None},
    "uq_sign_in_ref": {"token_hash": "2" * 64},
    "uq_sign_in_token_hash": {"ref": "s" * 20},
}
