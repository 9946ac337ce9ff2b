"""Where job offers hang: at the agencies, and at their systems."""

from flask import Blueprint

agency = Blueprint("job_offers", __name__)
"""/agency/job-offers: what an agency finds, gives on and does about it."""

api = Blueprint("job_offers_api", __name__)
"""/api/v1: the same for an agency's own system, by a token."""
