"""Every page of job offers: importing them hangs them on their blueprints."""

from app.job_offers.views import acts, api_offers, explanation, home, lists, offer, sheet, tokens
from app.job_offers.views.blueprints import agency, api

__all__ = ["acts", "agency", "api", "api_offers", "explanation", "home", "lists", "offer", "sheet", "tokens"]
