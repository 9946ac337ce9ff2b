"""The states in which the agencies' and watchers' rarer forms are shown: each makes its state and opens the page.

STATES[route of the form] is called with a `Place` and answers the browser and the page on which the form stands.
"""

from collections.abc import Callable
from datetime import date, timedelta

from app.agencies.terms.kinds import BusinessOrderKind
from app.agencies.terms.participation import Ground
from app.agencies.terms.processing import OrderFacts
from app.agencies.usecases.orders import enter_order
from app.kernel.moments import day_of
from app.oversight.terms.asking import NewCase, NewRequest
from app.oversight.terms.decisions import DecisionChoice
from app.oversight.terms.requests import Addressee, CaseKind, Decision, RequestKind
from app.oversight.terms.stops import LimitedPages, LimitPlan
from app.oversight.usecases.cases import open_case
from app.oversight.usecases.decisions import propose_termination
from app.oversight.usecases.limits import post_limit
from app.oversight.usecases.notices import post_notice
from app.oversight.usecases.requests import ask_agency
from app.oversight.usecases.stops import begin_urgent_stop
from tests import agencies, story, watched
from tests.agencies import OFFICERS, receive
from tests.corpus.place import WATCH, Met, Place, id_of
from tests.factories import enlist
from tests.page import Page

TERMS = "１ 目的\n使うときの決まりをここに定めます。\n２ 利用\nだれでも使えます。\n"


def drafted(place: Place) -> Met:
    """Hikari has begun to renew, and looks at its applications."""
    page, first = place.seat("hikari", "/agency/drafts/renew/steps/organisation")
    page.submit(first)
    return page, page.get("/agency/applications")


def whole_draft(place: Place) -> Met:
    """An agency has typed every step of its first application."""
    page, _ = linked(place)
    story.registered(page, place.outbox, "first@sora.example")
    return page, story.typed(page)


def linked(place: Place) -> Met:
    """Somebody opened the mailed link to register an agency."""
    page = Page(place.app)
    return page, story.linked(page, place.outbox, "second@sora.example")


def received(place: Place) -> Met:
    """The document of an application is at the bureau of Kanagawa."""
    now = place.clock.now()
    number = agencies.apply(id_of("minato"), "withdraw", now)
    receive(number, agencies.identity(OFFICERS["minato"], now), now)
    return place.seat(OFFICERS["minato"], f"/bureau/applications/{number}")


def suspected(place: Place) -> Met:
    """A breach of the Act is suspected."""
    new = NewCase(kind=CaseKind.LAW_SUSPICION, ground=Ground.ACT, facts="疑い")
    number = open_case(id_of("hikari"), new, by=watched.mori(), now=place.clock.now())
    return place.seat("mori", f"{WATCH}/cases/{number}")


def previewed(place: Place) -> Met:
    """What a stop will do is shown before it is done."""
    page, form = place.seat("mori", f"{place.opened(Ground.GUIDANCE)}/suspensions/new")
    return page, page.submit(form, reason="指導に従わない。", last_day="令和8年12月1日")


def ignored(place: Place) -> Met:
    """A measure that operations asked for was not taken by its day."""
    now = place.clock.now()
    asked = NewRequest(
        kind=RequestKind.MEASURE, addressee=Addressee.CONTACT_OFFICER, text="端末の検査", limit_on=day_of(now)
    )
    number = ask_agency(id_of("hikari"), asked, by=watched.ueda(), now=now)
    place.clock.advance(days=2)
    return place.seat("ueda", f"{WATCH}/requests/{number}")


def ordered(place: Place) -> Met:
    """An order under the Act lies against Hikari."""
    order = OrderFacts(kind=BusinessOrderKind.IMPROVEMENT_ORDER, from_on=date(2026, 5, 1))
    assert enter_order(id_of("hikari"), order, "改善命令", by=watched.mori(), now=place.clock.now()) is None
    return place.seat("mori", "/bureau/agencies/hikari")


def limited(place: Place) -> Met:
    """A limit of access was announced."""
    begins, now = place.clock.now() + timedelta(days=9), place.clock.now()
    plan = LimitPlan(pages=LimitedPages.SEARCH, reason="混雑", begins_at=begins, ends_at=begins + timedelta(hours=3))
    assert post_limit(plan, by=watched.oda(), now=now) is None
    return place.seat("oda", "/bureau/access-limits")


def noticed(place: Place) -> Met:
    """The ministry's notice stands on the agencies' first page."""
    assert post_notice("お知らせ", "本文", by=watched.oda(), now=place.clock.now()) is None
    return place.seat("oda", "/bureau/notices")


def stopped(place: Place) -> Met:
    """Use is stopped until its correction is confirmed."""
    watched.stop(id_of("hikari"), Ground.OTHER_BREACH, watched.mori(), place.clock.now())
    return place.seat("mori", f"{WATCH}/agencies/hikari/liftings/new")


def malicious(place: Place) -> Met:
    """Use may be ended on the ground of a case."""
    return place.seat("mori", f"{place.opened(Ground.OTHER_MALICIOUS)}/terminations/new")


def proposed(place: Place) -> str:
    """The end of Hikari's use is proposed by Mori: the path of the decision."""
    number = place.opened(Ground.OTHER_MALICIOUS).rpartition("/")[2]
    end = DecisionChoice(decision=Decision.TERMINATION, reason="悪質な違反")
    return f"{WATCH}/decisions/{propose_termination(number, end, by=watched.mori(), now=place.clock.now())}"


def to_approve(place: Place) -> Met:
    """A second officer looks at it."""
    enlist("hayashi")
    return place.seat("hayashi", proposed(place))


def to_drop(place: Place) -> Met:
    """Whoever proposed it looks at it."""
    return place.seat("mori", proposed(place))


def urgent(place: Place) -> Met:
    """The service is stopped without notice."""
    assert begin_urgent_stop("障害", by=watched.ueda(), now=place.clock.now()) is None
    return place.seat("ueda", "/operations/maintenance")


def terms_drafted(place: Place) -> Met:
    """New terms of the service are drafted, and what was read of them is shown."""
    page, form = place.seat("oda", "/bureau/terms/draft")
    page.submit(form, effective_on="令和8年6月1日", text=TERMS, status=303)
    return page, page.get("/bureau/terms/posting")


def terms_kept(place: Place) -> Met:
    """The draft stands in the list of versions."""
    page, _ = terms_drafted(place)
    return page, page.get("/bureau/terms")


def terms_posted(place: Place) -> Met:
    """New terms are posted for a day still to come."""
    page, shown = terms_drafted(place)
    page.submit(shown, 'form[action$="/posting"]', status=303)
    return page, page.get("/bureau/terms")


STATES: dict[str, Callable[[Place], Met]] = {
    "/agency/drafts/<kind>/discarding": drafted,
    "/agency/drafts/<kind>/registration": whole_draft,
    "/agency/registration/<token>": linked,
    "/bureau/access-limits/<int:limit_id>/lifting": limited,
    "/bureau/agencies/<code>/orders/<int:order_id>/improvement": ordered,
    "/bureau/applications/<number>/processing": received,
    "/bureau/applications/<number>/refusal": received,
    "/bureau/notices/<announcement>/withdrawal": noticed,
    f"{WATCH}/agencies/<code>/liftings": stopped,
    f"{WATCH}/cases/<number>/referral": suspected,
    f"{WATCH}/cases/<number>/suspensions": previewed,
    f"{WATCH}/cases/<number>/suspensions/new": previewed,
    f"{WATCH}/cases/<number>/terminations": malicious,
    f"{WATCH}/decisions/<int:proposal_id>/approval": to_approve,
    f"{WATCH}/decisions/<int:proposal_id>/withdrawal": to_drop,
    f"{WATCH}/requests/<number>/suspension": ignored,
    "/bureau/terms/draft/removal": terms_kept,
    "/bureau/terms/posting": terms_drafted,
    "/bureau/terms/withdrawal": terms_posted,
    "/operations/urgent-stops/ending": urgent,
}
"""Every form of this site that a walk does not meet, with the state that shows it."""
