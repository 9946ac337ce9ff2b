"""Which acts a line of a list is open to: those that its state alone decides, by the rule the press is decided on."""

from datetime import datetime

from app.booking.rules.session import ground_against_act
from app.booking.terms.lines import Line
from app.booking.terms.sessions import ActFacts, DeskAct
from app.offices.terms import Policy

BY_STATE = (
    DeskAct.ADMISSION,
    DeskAct.COMPLETION,
    DeskAct.CONTACT,
    DeskAct.MEETING_INFO,
    DeskAct.REINSTATEMENT,
)


def acts_of_line(line: Line, policy: Policy, now: datetime) -> frozenset[DeskAct]:
    """The acts a press at `now` would do; what a list does not know (bans, outcomes) is left to the page."""
    facts = ActFacts(state=line.facts, has_message=line.has_message)
    return frozenset(act for act in BY_STATE if ground_against_act(act, facts, policy, now) is None)
