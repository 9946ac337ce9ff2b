"""Words of oversight that stand in pages and forms alike: grounds, kinds, ways a stop ends."""

from collections.abc import Mapping
from types import MappingProxyType

from app.agencies.queries.suspensions import SuspensionRecord
from app.agencies.terms.participation import Ground, SuspensionEnd
from app.offices.queries.days import national_calendar
from app.oversight.forms.stops import PAGES
from app.oversight.forms.words import CASES, GROUND_WORDS, ORDERS
from app.oversight.rules.dates import suspension_end
from app.oversight.rules.grounds import GROUNDS
from app.oversight.terms.grounds import Decider
from app.oversight.terms.requests import Decision
from app.oversight.views.blueprints import agency, watch
from app.web.steps import sentences

ENDS: Mapping[SuspensionEnd, str] = MappingProxyType(
    {
        SuspensionEnd.SIX_MONTHS: "6か月",
        SuspensionEnd.UNTIL_CORRECTED: "是正を確認するまで",
        SuspensionEnd.UNTIL_FACTS_CONFIRMED: "事実を確認するまで",
        SuspensionEnd.UNTIL_COMPLIED: "求めた措置がとられるまで",
        SuspensionEnd.AS_DECIDED: "決めた日まで、または終えるまで",
    }
)
ENDED = MappingProxyType(
    {
        "lapsed": "期間の満了",
        "corrected": "是正を確認",
        "facts_confirmed": "事実を確認",
        "complied": "措置を確認",
        "lifted": "終えることを決定",
        "resumed": "再開を決定",
        "terminated": "利用解除",
        "withdrawn": "退会",
        "replaced": "別の停止に切替え",
    }
)
DECISIONS: Mapping[Decision, str] = MappingProxyType(
    {Decision.TERMINATION: "利用解除", Decision.LIFTING: "停止を終える", Decision.RESUMPTION: "利用の再開"}
)


DECIDERS: Mapping[Decider, str] = MappingProxyType(
    {Decider.BUREAU: "管轄の労働局", Decider.MINISTRY: "厚生労働省", Decider.OPERATIONS: "サービスの運用管理組織"}
)


def clause_of(ground: Ground) -> str:
    """The clause a ground rests on."""
    return GROUNDS[ground].clause


def deciders_of(ground: Ground) -> str:
    """Who decides on a ground, as agencies are told."""
    return "か".join(word for decider, word in DECIDERS.items() if decider in GROUNDS[ground].deciders)


def why_last_day(held: SuspensionRecord) -> list[str]:
    """Why a stop has its last day, where six months were counted (AGY-075); nothing where somebody set it."""
    counted = suspension_end(held.first_day, national_calendar())
    return sentences(counted.steps) if held.last_day == counted.value else []


@agency.app_context_processor
@watch.app_context_processor
def oversight_words() -> dict[str, object]:
    """The same for templates."""
    return {
        "ground_words": GROUND_WORDS,
        "clause_of": clause_of,
        "deciders_of": deciders_of,
        "limited_words": PAGES,
        "end_words": ENDS,
        "ended_words": ENDED,
        "decision_words": DECISIONS,
        "case_words": CASES,
        "business_order_words": ORDERS,
    }
