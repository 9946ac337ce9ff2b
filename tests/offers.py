"""Job offers for the tests: a line of a file with changes, or offers straight in the tables.

cells(休日="土日")                                 a line by its heads
offers.put("42010-00000001", now=clock.now())      the same offer in the tables; its number
ref, secret = offers.token(by, clock.now())        a token of an agency's system
offers.accept("42010-00000001", by, clock.now())   the agency accepted it today
"""

from datetime import datetime

from app.db import db
from app.job_offers.models.offers import JobOfferToken
from app.job_offers.rules.items import CONSENT_HEAD, STATE_HEAD, items
from app.job_offers.rules.reading import read_line
from app.job_offers.terms.acts import Acceptance
from app.job_offers.terms.offers import NewOffer
from app.job_offers.usecases.duties import accept_offer
from app.job_offers.usecases.importing import import_offers
from app.job_offers.usecases.tokens import Made, make_token
from app.kernel.moments import day_of
from app.kernel.roles import Identity

TOLD = {
    "求人番号": "42010-00000001",
    "受付年月日": "2026-05-01",
    "紹介期限日": "2026-07-31",
    "職種": "介護職員",
    "職業分類": "福祉・介護の職業",
    "雇用形態": "正社員",
    "就業場所の都道府県": "長崎県",
    "就業場所": "長崎市万才町1-1",
    "賃金形態": "月給",
    "賃金の下限": "220,000円",
    "賃金の上限": "260000",
    "特記事項": "",
}


def cells(**changes: str) -> dict[str, str]:
    """A line that is taken, with changes by head."""
    every = {each.head: f"{each.head}の内容" for each in items()}
    return {CONSENT_HEAD: "あり", STATE_HEAD: "有効", **every, **TOLD, **changes}


def put(number: str = "42010-00000001", *, now: datetime, **changes: str) -> str:
    """Let an offer be there as it would come in a file; its number."""
    read = read_line(cells(**{"求人番号": number, **changes}))
    assert isinstance(read, NewOffer), read
    import_offers([read], office_id=None, now=now)
    return number


def token(by: Identity, now: datetime) -> tuple[str, str]:
    """A token of the agency of `by`: its short name and its secret."""
    assert by.agency_id is not None
    made = make_token(by.agency_id, "基幹システム", by=by, now=now)
    assert isinstance(made, Made), made
    ref = db.session.scalar(db.select(JobOfferToken.ref).order_by(JobOfferToken.id.desc()).limit(1))
    db.session.rollback()
    return str(ref), made.secret


def accept(number: str, by: Identity, now: datetime) -> None:
    """Let the agency of `by` have accepted an offer today."""
    day = day_of(now)
    days = ("accepted_on", "contacted_on", "conditions_on", "fee_explained_on", "subsidies_explained_on")
    assert by.agency_id is not None
    assert accept_offer(by.agency_id, number, Acceptance(**dict.fromkeys(days, day)), by=by, now=now) is None
