"""What waits before a booking stands: due dates with their reason, conflicts, replies, what lapsed; by policy alone."""

import pytest

from app.db import db
from app.offices.effects.counselors import put_counselor_days
from tests import bookings, desks

MIYAKONOJO, NAGASAKI, KURASHIKI = "miyakonojo", "nagasaki_main", "kurashiki_wakamono"


@pytest.fixture
def desk(offices, app):
    """`desk(office)`: the browser of a counselor of the office."""
    desks.open_miyakonojo()
    keys = {office: key for key, office in desks.PLACES.items()}
    return lambda office: desks.at_desk(app, keys[office])


def lists(page, office):
    """The page of the lists."""
    return page.get(f"/desk/{office}/worklists")


def rows(document, section):
    """The rows of a section, as text."""
    return [row.get_text(" ", strip=True) for row in document.all(f"#{section} tbody tr")]


@pytest.mark.rule("KRS-12", "KRS-28")
@pytest.mark.parametrize(
    "applied, slot, due, over",
    [
        ("2026-05-01T10:00", "2026-05-14T10:00", "5月7日（木）まで", "2026-05-08T00:00"),
        ("2026-06-12T10:00", "2026-06-15T10:00", "6月14日（日）まで", None),
        ("2026-06-02T10:00", "2026-06-15T14:00", "6月3日（水）まで", "2026-06-04T00:00"),
    ],
)
def test_the_invitation_is_due_by_the_next_business_day_and_in_any_case_the_day_before(
    desk, clock, applied, slot, due, over
):
    clock.set(f"{applied}:00+09:00")
    honda = desk(KURASHIKI)
    number = desks.take_down(honda, KURASHIKI, slot)
    (row,) = rows(lists(honda, KURASHIKI), "undecided")
    assert due in row
    assert number in row
    if over:
        clock.set(f"{over}:00+09:00")
        (row,) = rows(lists(honda, KURASHIKI), "undecided")
        assert "期限を過ぎました" in row


@pytest.mark.rule("KRS-26", "KRS-27")
def test_an_invitation_leaves_the_list_when_it_is_sent_and_the_booking_still_waits_for_its_arrival(desk, clock):
    honda = desk(KURASHIKI)
    number = desks.take_down(honda, KURASHIKI, "2026-05-18T10:00")
    desks.act(honda, KURASHIKI, number, "meeting-info", status=422, url="")
    assert bookings.kinds(number) == []
    desks.act(honda, KURASHIKI, number, "meeting-info", url=desks.URLS[KURASHIKI])
    assert rows(lists(honda, KURASHIKI), "undecided") == []
    (mail,) = bookings.outbox(number)
    assert (mail.kind, desks.state_of(number)) == ("M-KRS-1", "requested")
    assert desks.URLS[KURASHIKI] in mail.body


@pytest.mark.rule("NGS-20", "NGS-22")
def test_the_queue_tells_wish_limit_and_conflict_of_the_nominated(desk, clock):
    tanaka, account = desk(NAGASAKI), desks.identity("tanaka").account_id
    number = desks.take_down(tanaka, NAGASAKI, "2026-05-18T10:30", nominated_counselor=str(account))
    (row,) = rows(lists(tanaka, NAGASAKI), "to-arrange")
    for fact in ("5月17日（日）まで", "5月18日（月） 10:30", number, "田中"):
        assert fact in row
    assert "担当に入っていません" not in row
    somebody_else_is_down()
    (row,) = rows(lists(tanaka, NAGASAKI), "to-arrange")
    assert "その日は担当に入っていません" in row


@db.write
def _down(account: int, day) -> None:
    put_counselor_days(NAGASAKI, day, day, [(account, day)])


def somebody_else_is_down():
    """On the wished day only a colleague works."""
    from datetime import date

    from tests import factories

    _down(factories.enlist("nishi")["nishi"], date(2026, 5, 18))


@pytest.mark.rule("MYK-20")
def test_who_has_not_replied_is_listed_with_the_last_day_and_then_as_lapsed(desk, clock):
    ito = desk(MIYAKONOJO)
    number = desks.take_down(ito, MIYAKONOJO, "2026-05-18T10:00")
    page = lists(ito, MIYAKONOJO)
    (row,) = rows(page, "undecided")
    assert "5月14日（木）まで" in row
    assert "返信待ち" in page.text
    clock.set("2026-05-15T00:00:00+09:00")
    (row,) = rows(lists(ito, MIYAKONOJO), "undecided")
    assert number in row
    assert "無効" in row


def test_an_office_has_only_the_lists_of_its_ways(desk, clock, app):
    seen = {office: lists(desk(office), office).find(".tiles").get_text(" ") for office in desks.PLACES.values()}
    seen["kanagawa"] = lists(desks.at_desk(app, "suzuki"), "kanagawa").find(".tiles").get_text(" ")
    tiles = {"日時の調整待ち": NAGASAKI, "招待メールの送信待ち": KURASHIKI, "返信待ち": MIYAKONOJO}
    for tile, owner in tiles.items():
        assert [office for office, text in seen.items() if tile in text] == [owner]
    assert "次回予約の連絡待ち" not in seen["kanagawa"]


@pytest.mark.rule("MYK-40", "NGS-59", "KRS-45")
@pytest.mark.parametrize("office", desks.PLACES.values())
def test_a_companion_shows_on_the_day_list_and_in_words_on_the_page(desk, clock, office):
    page = desk(office)
    number = desks.take_down(page, office, "2026-05-18T10:00", companion="手話通訳の方")
    day = page.get(f"/desk/{office}/today?day=2026-05-18")
    assert "同席者あり" in day.find("#day-list").get_text()
    assert "手話通訳の方" in page.get(f"/desk/{office}/bookings/{number}").text
