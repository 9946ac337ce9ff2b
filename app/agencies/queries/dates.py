"""What other capabilities ask about agencies: their dates, computed from the facts they hand in."""

from app.agencies.rules.dates import (
    document_deadline,
    id_free_from,
    mail_address_wait,
    placement_window,
    reapply_from,
    service_open,
    stop_at,
)

__all__ = [
    "document_deadline",
    "id_free_from",
    "mail_address_wait",
    "placement_window",
    "reapply_from",
    "service_open",
    "stop_at",
]
