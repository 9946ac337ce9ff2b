"""Finding seekers without finding out who they are (AGY-002, AGY-044, AGY-045, SECURITY T7)."""

from itertools import pairwise
from statistics import correlation

import pytest
from sqlalchemy import insert, select, update

from app.accounts.queries.people import find_organisation
from app.accounts.terms import OrganisationKind
from app.db import db
from app.seekers.models.acquisitions import Acquisition
from app.seekers.models.records import SeekerBlock, SeekerRecord
from app.seekers.queries.searching import search
from app.seekers.terms.records import Filters
from app.web.limiter import LimitCounter
from tests.web.seekers.conftest import found

SEARCH = "/agency/seekers"


@db.write
def change(statement) -> None:
    """Change rows past the use-cases."""
    db.session.execute(statement)


def own_id(key: str) -> int:
    """The agency of one of the cast."""
    organisation = find_organisation(OrganisationKind.AGENCY, key)
    assert organisation
    return organisation.id


def numbers(document) -> list[str]:
    """The numbers of those shown."""
    return [str(each["value"]) for each in document.all("#found input[name=number]")]


def asked(browser, status: int = 200, **filters):
    """The answer to a search."""
    return browser.get(SEARCH, status=status, query_string={"search": "1", **filters})


@pytest.mark.rule("AGY-044", "AGY-048")
def test_two_agencies_know_nobody_by_the_same_number(hikari, minato):
    """Both find everybody; no number is shown to both."""
    found(12)
    first, second = set(numbers(asked(hikari))), set(numbers(asked(minato)))
    assert len(first) == len(second) == 12
    assert not first & second


def test_filters_and_words_of_two_signs_find_whom_they_mean(hikari, clock):
    """Each filter leaves out who differs in it alone."""
    found(3)
    found(2, first=100, occupation="clerical", text="事務 簿記", wage=300_000)
    assert len(numbers(asked(hikari, occupation="care"))) == 3
    assert len(numbers(asked(hikari, words="簿記"))) == 2
    assert len(numbers(asked(hikari, words="事務 簿記", wage="250000"))) == 0
    assert len(numbers(asked(hikari, wage="250,000"))) == 3
    clock.advance(seconds=1)
    assert len(numbers(asked(hikari, area="13"))) == 0
    assert "10件未満" in asked(hikari).text


@pytest.mark.parametrize(("count", "words"), [(9, "10件未満"), (10, "10件"), (11, "11件")])
def test_no_total_below_ten_is_told(hikari, count, words):
    """Nine are fewer than ten; ten are ten."""
    found(count)
    assert asked(hikari).find("#found [role=status]").get_text() == words


@pytest.mark.parametrize(("count", "shown"), [(4, 0), (5, 5), (6, 6)])
def test_few_people_of_an_age_and_area_are_nobody(hikari, count, shown):
    """k = 5 where age and area are both asked for, in the page and in what htmx gets."""
    found(count, band="thirties")
    both = {"area": "42", "age_band": "thirties", "search": "1"}
    assert len(numbers(asked(hikari, **both))) == shown
    assert len(numbers(hikari.htmx_get(SEARCH, query_string=both))) == shown
    assert len(numbers(asked(hikari, age_band="thirties"))) == count


def test_pages_are_of_twenty_and_end_at_two_hundred(hikari):
    """201 people: ten pages, each other people, and nobody of the eleventh."""
    found(201)
    first = asked(hikari)
    assert "200件を超えています" in first.text
    assert len(numbers(first)) == 20
    last = asked(hikari, page="10")
    assert len(numbers(last)) == 20
    assert not set(numbers(first)) & set(numbers(last))
    assert "200件（10ページ）まで" in asked(hikari, status=422, page="11").text


def test_the_order_is_another_each_day_and_the_same_all_day(hikari, clock):
    """Who stands first at ten still does at four, and not the next day."""
    found(100)
    first = numbers(asked(hikari))
    clock.advance(hours=6)
    assert numbers(asked(hikari)) == first
    clock.advance(days=1)
    assert numbers(asked(hikari)) != first


def test_two_agencies_lists_have_nothing_to_do_with_each_other(hikari, minato, clock):
    """Neighbours of one are neighbours of the other by chance alone, in whole lists and in those that are cut."""
    for count in (150, 400):
        found(count, first=count * 1000)
        db.session.rollback()
        mine, theirs = (search(Filters(), own_id(key), clock.now()).ids for key in ("hikari", "minato"))
        near = [{frozenset(pair) for pair in pairwise(ids)} for ids in (mine, theirs)]
        assert len(near[0] & near[1]) < 12
        both = [each for each in mine if each in set(theirs)]
        places = [(mine.index(each), theirs.index(each)) for each in both]
        assert abs(correlation(*zip(*places, strict=True))) < 0.4


@pytest.mark.rule("AGY-002", "AGY-050")
def test_who_withdrew_or_blocked_is_not_found(hikari, minato, clock):
    """A withdrawal hides from all, a block from one."""
    ids = found(3)
    change(update(SeekerRecord).where(SeekerRecord.id == ids[0]).values(withdrawn_at=clock.now()))
    change(insert(SeekerBlock).values(record_id=ids[1], agency_id=own_id("hikari"), blocked_at=clock.now()))
    assert len(numbers(asked(hikari))) == 1
    assert len(numbers(asked(minato))) == 2


def test_five_things_at_once_and_single_signs_are_refused_and_kept(hikari):
    """What was asked for stays on the page."""
    four = {"occupation": "care", "area": "42", "employment": "regular", "hours": "full"}
    assert numbers(asked(hikari, **four)) == []
    five = asked(hikari, status=422, **four, words="介護")
    assert "4つまで" in five.text
    assert five.find("#words")["value"] == "介護"
    assert five.find("#area option[selected]")["value"] == "42"
    assert "2文字以上" in asked(hikari, status=422, words="介").text
    assert "円の数字" in asked(hikari, status=422, wage="たくさん").text


@db.write
def _set_searches(times: int) -> None:
    db.session.execute(update(LimitCounter).where(LimitCounter.kind == "search_by_agency").values(n=times))


def test_three_hundred_searches_a_day_and_their_pages_are_none(hikari, clock):
    """The 300th is answered, the 301st keeps its filters; another page of an old one still opens; tomorrow all do."""
    found(41)
    asked(hikari)
    _set_searches(299)
    clock.advance(seconds=1)
    assert numbers(asked(hikari, area="42"))
    refused = asked(hikari, status=429, occupation="care")
    assert "上限" in refused.text
    assert refused.find("#occupation option[selected]")["value"] == "care"
    assert numbers(asked(hikari, area="42", page="2"))
    clock.advance(days=1)
    assert numbers(asked(hikari, occupation="care"))


def test_five_pages_a_second_are_answered_and_the_sixth_is_not(hikari, clock):
    """The next second is another one."""
    for page in range(5):
        asked(hikari, page=str(page + 1))
    asked(hikari, status=429, page="1")
    clock.advance(seconds=1)
    asked(hikari, page="1")


@pytest.mark.rule("AGY-045")
def test_acquiring_is_a_press_with_its_purpose_and_counts_once(hikari, clock):
    """Not by an address, not without the purpose, not twice; the record tells who and when."""
    found(3)
    hikari.get("/agency/seekers/acquisitions", status=405)
    ticked = numbers(asked(hikari))[:2]
    form = {"number": ticked, "page": "1"}
    assert "目的の確認" in hikari.post("/agency/seekers/acquisitions", form, status=422).text
    assert "だれも選んでいません" in hikari.post("/agency/seekers/acquisitions", {"page": "1"}, status=422).text
    assert held() == []
    clock.advance(seconds=1)
    full = {**form, "purpose": "own_placement"}
    done = hikari.post("/agency/seekers/acquisitions", full, status=303)
    assert "2件を取得しました" in hikari.follow(done).text
    assert "2件は、前から" in hikari.follow(hikari.post("/agency/seekers/acquisitions", full, status=303)).text
    assert sorted(row.number for row in held()) == sorted(ticked)
    assert all(row.acquired_by and row.acquired_at for row in held())
    assert len(numbers(asked(hikari))) == 1


def test_a_number_that_the_search_does_not_find_acquires_nothing(hikari, minato):
    """Another agency's number, or one of other filters, is nobody."""
    found(3)
    theirs = numbers(asked(minato))
    own = numbers(asked(hikari))
    for number, filters in ((theirs[0], {}), (own[0], {"area": "13"})):
        form = {"number": number, "page": "1", "purpose": "own_placement", **filters}
        assert "いまは見つかりません" in hikari.post("/agency/seekers/acquisitions", form, status=409).text
    assert held() == []


def held() -> list[Acquisition]:
    """What anybody holds."""
    db.session.rollback()
    return list(db.session.scalars(select(Acquisition).order_by(Acquisition.id)))
