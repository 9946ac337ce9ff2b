"""Job offers for the tests: a line of a file with changes, or offers straight in the tables.

cells(休日="土日")                                 a line by its heads
offers.put("42010-00000001", now=clock.now())      the same offer in the tables; its number
"""

from datetime import datetime

from app.job_offers.rules.items import CONSENT_HEAD, STATE_HEAD, items
from app.job_offers.rules.reading import read_line
from app.job_offers.terms.offers import NewOffer
from app.job_offers.usecases.importing import import_offers

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
