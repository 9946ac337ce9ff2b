"""The demo's agencies: one takes part, one has applied, one is stopped, on whatever day the demo begins."""

from datetime import datetime

import pytest

from app.agencies.queries.participation import find_standing
from app.agencies.terms.kinds import Service
from app.agencies.terms.participation import ParticipationState
from app.db import db
from app.kernel.phones import fold_phone, printed_phone
from app.routines.demo.agencies import load_agencies
from tests import agencies, factories


def standing(key, now):
    """Where one of the demo's agencies stands."""
    agency_id = db.session.scalar(db.text(f"SELECT id FROM organisation WHERE code = '{key}' AND kind = 'agency'"))
    return find_standing(agency_id, now)


@pytest.mark.parametrize("start", ["2026-05-11T10:00:00+09:00", "2027-01-04T10:00:00+09:00"])
def test_the_three_agencies_are_there_on_any_day(app, clock, start):
    clock.set(start)
    factories.open_offices()
    factories.enlist(*agencies.PEOPLE)
    now = datetime.fromisoformat(start)
    assert load_agencies(now) == 3
    hikari, minato, kaze = (standing(key, now) for key in ("hikari", "minato", "kaze"))
    assert (hikari.state, hikari.open_services) == (ParticipationState.ACTIVE, frozenset(Service))
    assert (minato.state, minato.closed_at) == (None, None)
    assert (kaze.state, kaze.open_services) == (ParticipationState.SUSPENDED, frozenset())
    states = db.session.execute(db.text("SELECT kind, state FROM agency_application ORDER BY id")).all()
    told = [("use", "processed"), ("use", "processed"), ("change", "received"), ("use", "registered")]
    assert [tuple(row) for row in states] == told


@pytest.mark.parametrize("told", agencies.TOLD.values(), ids=agencies.TOLD)
def test_their_numbers_are_taken_by_the_forms_and_nobody_has_them(told):
    officers = (told.contact_officer, told.privacy_officer)
    for phone in (told.phone, *(each.phone for each in officers if each)):
        assert printed_phone(str(fold_phone(phone))) == phone
        assert phone.split("-")[1] in ("000", "100"), "no local number begins with 0 or 1"


def test_loading_them_again_changes_nothing(app):
    agencies.set_up()
    assert load_agencies(agencies.TODAY) == 0
