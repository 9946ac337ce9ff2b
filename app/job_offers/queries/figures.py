"""What an agency did with job offers in a fiscal year, for its yearly report (AGY-124, AGY-125)."""

from datetime import date

from app.job_offers.queries.uses import accepted_count, hired_sums, provided_counts
from app.job_offers.terms.acts import OfferFigures
from app.kernel.calendar import ONE_DAY


def offer_figures(agency_id: int, year: int) -> OfferFigures:
    """Of a fiscal year, from 1 April: offers given to seekers and accepted, people hired for them, fees."""
    first, last = date(year, 4, 1), date(year + 1, 4, 1) - ONE_DAY
    offers, times = provided_counts(agency_id, first, last)
    hires, fees = hired_sums(agency_id, first, last)
    accepted = accepted_count(agency_id, first, last)
    return OfferFigures(offers=offers, provisions=times, accepted=accepted, hires=hires, fees=fees)
