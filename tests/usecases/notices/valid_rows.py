"""One valid row for the outbox, and what breaks its guards."""

ROWS = {
    "outbox": {
        "id": 1,
        "kind": "M-KNG-1",
        "key": "booking:1",
        "channel": "mail",
        "language": "ja",
        "recipient": b"sealed",
        "subject": b"sealed",
        "body": b"sealed",
        "message_id": "<1@madoguchi.example>",
        "state": "waiting",
        "posted_at": "2026-05-11 01:00:00",
        "attempts": 0,
        "unsure": 0,
        "code": "",
    },
}
BREAKS = {
    "ck_outbox_channel": {"channel": "fax"},
    "ck_outbox_copies": {"unsure": 4},
    "ck_outbox_mypage_has_account": {"account_id": 1},
    "ck_outbox_open_has_text": {"body": None},
    "ck_outbox_state": {"state": "lost"},
}
SHARES = {"uq_outbox_kind_key": {"message_id": "<2@madoguchi.example>"}, "uq_outbox_message_id": {"key": "booking:2"}}
