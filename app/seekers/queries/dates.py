"""What other capabilities ask about seekers: how long a record is kept, from the facts they hand in."""

from app.seekers.rules.keeping import kept_until

__all__ = ["kept_until"]
