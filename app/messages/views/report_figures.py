"""What the site itself knows of a fiscal year, for an agency to correct in its yearly report (AGY-124 to AGY-127)."""

from dataclasses import dataclass

from app.agencies.terms.kinds import Service
from app.job_offers.queries.figures import offer_figures
from app.messages.queries.invitations import invitations_sent
from app.messages.views.agency_blueprint import blueprint, own_agency
from app.oversight.terms.reports import Figure
from app.seekers.queries.applications import applications_counted
from app.seekers.queries.fees import fee_sums
from app.seekers.terms.acquisitions import Payer


@dataclass(frozen=True, kw_only=True)
class Known:
    """What was counted here about one service: the figures to begin with, and the counts that help with the others."""

    figures: dict[str, int]
    counts: tuple[tuple[str, int], ...]


@blueprint.app_template_global("known_of_year")
def known_of_year(fiscal_year: int) -> dict[str, Known]:
    """Of the agency of whoever is signed in, by service: what it recorded here, which it may correct."""
    agency_id = own_agency()
    offers = offer_figures(agency_id, fiscal_year)
    applications = applications_counted(agency_id, fiscal_year)
    jobs = (
        ("求職者に渡した求人", offers.offers),
        ("受理した求人", offers.accepted),
        ("記録した採用決定", offers.hires),
    )
    seekers = (("最初の案内", invitations_sent(agency_id, fiscal_year)), ("記録した求職申込み", applications))
    return {
        Service.JOB_INFO: Known(
            figures={Figure.HIRES: offers.hires, Figure.EMPLOYER_FEE_TOTAL: offers.fees}, counts=jobs
        ),
        Service.SEEKER_INFO: Known(
            figures={Figure.NEW_APPLICATIONS: applications, **fee_figures(agency_id, fiscal_year)}, counts=seekers
        ),
    }


def fee_figures(agency_id: int, fiscal_year: int) -> dict[str, int]:
    """The four figures of fees for placing seekers, as they were recorded (AGY-127)."""
    sums = fee_sums(agency_id, fiscal_year)
    return {
        Figure.SEEKER_FEE_TOTAL: sums[Payer.SEEKER].yen,
        Figure.SEEKER_FEE_COUNT: sums[Payer.SEEKER].number,
        Figure.EMPLOYER_FEE_TOTAL: sums[Payer.EMPLOYER].yen,
        Figure.EMPLOYER_FEE_COUNT: sums[Payer.EMPLOYER].number,
    }
