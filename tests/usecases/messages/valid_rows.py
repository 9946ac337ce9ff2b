"""One valid row for each table of messages (tests/harness/rows.py)."""

NOW = "2026-05-01 00:00:00"
SEALED = b"sealed"

ROWS = {
    "send_quota": {"agency_id": 802, "day": "2026-05-13", "sent": 1},
    "send_reserve": {"agency_id": 802, "kept": 100, "set_at": NOW, "set_by": 1},
    "message_text": {"id": 1, "body": SEALED, "written_at": NOW},
    "thread": {
        "id": 1,
        "number": "T000000001",
        "agency_id": 802,
        "record_id": 1,
        "acquisition_id": 1,
        "stop_count": 0,
        "withdrawals": 0,
        "is_open": True,
        "stage": "invited",
        "is_unread": False,
        "is_untold": True,
        "opened_at": NOW,
        "last_at": NOW,
        "assigned_to": 1,
    },
    "message": {
        "id": 1,
        "thread_id": 1,
        "agency_id": 802,
        "kind": "first_invitation",
        "text_id": 1,
        "mandatory_info_id": 1,
        "sent_at": NOW,
        "sent_on": "2026-05-13",
        "sent_by": 1,
    },
    "change_notice_due": {"thread_id": 1, "agency_id": 802, "mandatory_info_id": 1, "since": NOW},
    "dispatch": {
        "id": 1,
        "number": "D000000001",
        "agency_id": 802,
        "text_id": 1,
        "state": "running",
        "stop_count": 0,
        "created_at": NOW,
        "created_by": 1,
    },
    "dispatch_entry": {"dispatch_id": 1, "position": 1, "record_id": 1, "thread_id": 1},
    "guard_pattern": {"id": 1, "pattern": "会員#", "added_at": NOW, "added_by": 1, "ended_at": NOW, "ended_by": 1},
    "thread_report": {"complaint_id": 1, "thread_id": 1, "reported_at": NOW},
    "thread_disclosure": {"id": 1, "thread_id": 1, "reason": SEALED, "read_at": NOW, "read_by": 1},
}
BREAKS = {
    "ck_send_quota_within_the_cap": {"sent": 1001},
    "ck_send_reserve_within_the_cap": {"kept": 1001},
    "ck_thread_open_until_ended": {"closed_at": NOW},
    "ck_thread_stage_known": {"stage": "lost"},
    "ck_message_kind_known": {"kind": "advert", "mandatory_info_id": None},
    "ck_message_tells_what_it_must": {"mandatory_info_id": None},
    "ck_dispatch_state_known": {"state": "lost"},
    "ck_dispatch_entry_reason_known": {"left_out": "mood", "thread_id": None},
    "ck_dispatch_entry_sent_or_left_out": {"left_out": "blocked"},
    "ck_guard_pattern_long_enough": {"pattern": "##"},
}
SHARES = {
    "uq_thread_report_thread_id": {"complaint_id": 987654},
    "pk_thread": {"number": "T000000002", "is_open": False, "closed_at": NOW},
    "uq_thread_number": {"is_open": False, "closed_at": NOW},
    "uq_thread_open": {"number": "T000000002"},
}
