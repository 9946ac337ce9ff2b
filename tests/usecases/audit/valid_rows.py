"""One valid row for each table of the audit, and what breaks its guards."""

NOW = "2026-05-11 01:00:00"
ROWS = {
    "audit_event": {
        "id": 1,
        "act": "booking.made",
        "actor": "guest",
        "subject": "booking:1",
        "at": NOW,
        "detail": "{}",
    },
    "audit_seal": {
        "number": 1,
        "first_id": 1,
        "last_id": 1,
        "marks": b"marks",
        "previous": "0" * 64,
        "digest": "1" * 64,
        "sealed_at": NOW,
    },
    "deletion_log": {"id": 1, "what": "booking.contact", "pseudonym": "d" * 16, "reason": "past_its_date", "at": NOW},
}
BREAKS = {"ck_audit_seal_ids_in_order": {"first_id": 2}}
SHARES = {"uq_audit_seal_last_id": {"previous": "9" * 64}, "uq_audit_seal_previous": {"last_id": 9}}
