"""What other capabilities read of a file of job offers: its heads and items, and the offer of a line."""

from app.job_offers.rules.items import CONSENT_HEAD, STATE_HEAD, items
from app.job_offers.rules.reading import read_line

__all__ = ["CONSENT_HEAD", "STATE_HEAD", "items", "read_line"]
