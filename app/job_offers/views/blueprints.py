"""Where job offers hang: at the agencies, and at their systems."""

from flask import Blueprint, Response

agency = Blueprint("job_offers", __name__)
"""/agency/job-offers: what an agency finds, gives on and does about it."""

api = Blueprint("job_offers_api", __name__)
"""/api/v1: the same for an agency's own system, by a token."""


@agency.after_request
@api.after_request
def unlisted(response: Response) -> Response:
    """No page and no file of offers is for a search engine (AGY-028)."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
