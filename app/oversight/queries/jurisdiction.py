"""What other capabilities ask about watchers: whether one reads a matter about an agency, from the facts at hand."""

from app.oversight.rules.watchers import may_read

__all__ = ["may_read"]
