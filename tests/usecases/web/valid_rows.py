"""One valid row for each table of the web floor, and what breaks its guards."""

NOW = "2026-05-11 01:00:00"
ROWS = {
    "limit_counter": {"kind": "look_up", "subject": "10.0.0.1", "seconds": 3600, "window_start": NOW, "n": 1},
    "key_canary": {
        "name": "keys",
        "sealed": b"sealed",
        "indexed": "i" * 64,
        "password_key": "k1",
        "derived": "d" * 64,
    },
    "idempotency_token": {"token": "t" * 64, "content": "h" * 64, "answer": None, "at": NOW},
}
BREAKS = {"ck_limit_counter_n_not_negative": {"seconds": 60, "n": -1}}
