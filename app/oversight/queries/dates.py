"""What other capabilities ask about oversight: its dates, computed from the facts they hand in."""

from app.oversight.rules.dates import overdue, report_reminder, suspension_end

__all__ = ["overdue", "report_reminder", "suspension_end"]
