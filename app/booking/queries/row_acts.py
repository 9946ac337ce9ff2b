"""Which acts a line of a list is open to, by the rule that the press itself is decided on."""

from collections.abc import Iterable
from datetime import datetime

from app.booking.rules.session import ground_against_act
from app.booking.terms.lines import Line
from app.booking.terms.sessions import ActFacts, DeskAct
from app.offices.terms import Policy


def open_acts_of_line(acts: Iterable[DeskAct], line: Line, policy: Policy, now: datetime) -> tuple[DeskAct, ...]:
    """Those of `acts` that a press at `now` would do, in their order.

    Only for acts that state and 伝達事項 decide: what a list does not know (bans, outcomes) is left to the page.
    """
    facts = ActFacts(state=line.facts, has_message=line.has_message, channel=line.channel)
    return tuple(act for act in acts if ground_against_act(act, facts, policy, now) is None)
