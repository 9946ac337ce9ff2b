"""One valid row for each table of instant use, and what breaks its guards."""

NOW = "2026-05-11 01:00:00"
ROWS = {
    "free_counselor": {"office_id": "kanagawa", "account_id": 1, "since": NOW},
    "instant_request": {"booking_id": 1, "account_id": 1, "wish": "mypage", "agreed_at": NOW},
}
BREAKS = {
    "ck_instant_request_wish_known": {"wish": "pigeon"},
    "ck_instant_request_given_known": {"given": "pigeon", "answered_at": NOW},
    "ck_instant_request_answered_in_a_way": {"answered_at": NOW},
    "ck_instant_request_answered_after_agreement": {"answered_at": NOW, "given": "call", "agreed_at": None},
    "ck_instant_request_called_where_given": {"called_at": NOW, "answered_at": NOW, "given": "mypage"},
}
SHARES = {"uq_instant_request_open": {"booking_id": 987654}}
