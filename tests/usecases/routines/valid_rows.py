"""One valid row for each table of the routines."""

NOW, LATER = "2026-05-11 01:00:00", "2026-05-11 01:10:00"
ROWS = {
    "routine_run": {"id": 1, "name": "reminders", "due": NOW, "attempts": 1, "lease_until": LATER},
    "worker_beat": {"name": "worker-1", "at": NOW},
}
