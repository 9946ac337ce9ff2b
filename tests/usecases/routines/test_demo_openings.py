"""The demo's offices can all be tried; what the documents leave open stays open in the profiles."""

from app.offices.queries.offices import get_office, list_offices, policy_in_force, shipped_profiles
from app.routines.demo.openings import NUMBER, open_for_trial
from tests.factories import open_offices


def test_what_an_office_lacks_is_made_up_once_and_nothing_else_is_changed(app, clock) -> None:
    open_offices()
    lacking = [office.id for office in list_offices() if office.missing]
    assert lacking == ["miyakonojo", "kurashiki_chuo"]
    assert (open_for_trial(clock.now()), open_for_trial(clock.now())) == (2, 0)
    assert all(office.ready for office in list_offices())
    today = clock.now().date()
    assert [policy_in_force(slug, today).contact_phone for slug in lacking] == [NUMBER, NUMBER]
    assert policy_in_force("kanagawa", today).contact_phone == "045-633-6110"


def test_the_profiles_still_say_what_the_documents_do_not(app) -> None:
    open_offices()
    assert shipped_profiles()["miyakonojo"].policy.contact_phone is None
    assert set(get_office("miyakonojo").missing) == {"contact_phone", "contact_hours"}
