"""監督のホーム: open cases, what waits for a second person, what was asked and is not closed; agencies by name."""

from flask import Response, request

from app.accounts.queries.people import organisation_codes
from app.agencies.queries.lookup import search_agencies
from app.agencies.queries.participation import find_standings
from app.oversight.queries.under_way import under_way
from app.oversight.terms.watchers import Watching
from app.oversight.views.blueprints import watch
from app.oversight.views.watch_scope import WATCHERS, called, watch_page, watcher
from app.web.access import open_to
from app.web.clock import now
from app.web.links import link

MOST_WORDS = 60


@watch.get("/oversight")
@open_to(WATCHERS)
def watch_home() -> Response:
    """What is under way for this watcher, and where the public list is printed for those who ask (AGY-021)."""
    who = watcher()
    found = under_way(who)
    return watch_page(
        "home",
        who=who,
        cases=found.cases,
        proposals=found.proposals,
        asked=found.asked,
        agencies=found.agencies,
        codes=organisation_codes(set(found.agencies)),
        names=called(each.proposed_by for each in found.proposals),
        public_list=link("lists.participants"),
    )


@watch.get("/oversight/agencies")
@open_to(WATCHERS)
def watch_agencies() -> Response:
    """Agencies by name or number; a bureau sees its own first, with a word for every other."""
    who, words = watcher(), request.args.get("q", "").strip()[:MOST_WORDS]
    everywhere = request.args.get("everywhere") == "yes" or who.watching is not Watching.BUREAU
    found = search_agencies(words, None if everywhere else who.bureau_id)
    standings = find_standings((each.id for each in found), now())
    return watch_page(
        "agencies",
        who=who,
        words=words,
        everywhere=everywhere,
        found=[(each, standings[each.id]) for each in found],
    )
