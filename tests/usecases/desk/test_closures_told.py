"""Those booked in a closure are told in their own way, and what the words say they can do they really can."""

from datetime import date

import pytest

from app.booking.queries.enquiry import enquiry_ticket
from app.booking.terms.bookings import ToldBy
from app.db import db
from app.desk.terms.office_closures import NOTICE, ClosurePlan, ClosureSet
from app.desk.usecases.office_closures import set_closures
from app.notices.terms import Channel
from app.offices.terms import ClosureKind
from tests import bookings, desks, factories, mails
from tests.kato import manager_at

MONDAY = date(2026, 5, 18)
SHUT = ClosurePlan(kind=ClosureKind.CLOSED, first=MONDAY, last=MONDAY, window=None, reason="研修")
BY_TELEPHONE = ["お電話でご連絡ください", "サイトでは取り消せません"]
ON_SITE = ["取り下げてから", "http"]
pytestmark = pytest.mark.usefixtures("offices")


def close(clock, office: str) -> ClosureSet:
    done = set_closures(office, SHUT, tell=True, by=manager_at(office), now=clock.now())
    assert isinstance(done, ClosureSet)
    return done


def notice_of(number: str):
    [mail] = [mail for mail in bookings.outbox(number) if mail.kind == NOTICE]
    return mail


@pytest.mark.rule("NGS-37", "KRS-31")
@pytest.mark.parametrize("who", ["tanaka", "honda"])
def test_where_one_cancels_by_telephone_alone_the_notice_asks_for_a_call(app, clock, who: str) -> None:
    number = desks.take_down(desks.at_desk(app, who), desks.PLACES[who], "2026-05-18T11:00")
    close(clock, desks.PLACES[who])
    body = notice_of(number).body or ""
    assert [words in body for words in (*BY_TELEPHONE, *ON_SITE)] == [True, True, False, False]


@pytest.mark.rule("MYK-25")
def test_a_booking_of_the_counter_is_cancelled_by_telephone_and_one_of_the_site_also_there(app, clock) -> None:
    desks.open_miyakonojo()
    number = desks.take_down(desks.at_desk(app, "ito"), "miyakonojo", "2026-05-18T11:00")
    by_site = desks.take_down(desks.at_desk(app, "ito"), "miyakonojo", "2026-05-18T13:00")
    row = bookings.row_of(by_site)
    row.channel, row.state = "site", "confirmed"
    db.session.commit()
    close(clock, "miyakonojo")
    assert [words in (notice_of(number).body or "") for words in (*BY_TELEPHONE, *ON_SITE)] == [
        True,
        True,
        False,
        False,
    ]
    assert [words in (notice_of(by_site).body or "") for words in (*BY_TELEPHONE, *ON_SITE)] == [
        False,
        False,
        True,
        True,
    ]


@pytest.mark.rule("NGS-37")
@pytest.mark.parametrize(
    "language, says",
    [
        ("ja", "サイトでは取り消せません"),
        ("ja@easy", "サイトではやめられません"),
        ("en", "cannot be cancelled on the site"),
    ],
)
def test_every_language_says_so(app, clock, language: str, says: str) -> None:
    number = desks.take_down(desks.at_desk(app, "tanaka"), "nagasaki_main", "2026-05-18T11:00")
    bookings.row_of(number).language = language
    db.session.commit()
    close(clock, "nagasaki_main")
    mail = notice_of(number)
    body = (mail.body or "").replace(number, "4X7K9PQ2MA").replace(enquiry_ticket(number), "abcdefabcdefabcd")
    assert says in body
    if language == "ja":
        mails.check_text(app, mail.subject or "", body, number="4X7K9PQ2MA", personal=desks.PERSONAL)
        mails.check_golden(f"{NOTICE}-by-telephone", f"Subject: {mail.subject}\n{body}")


@pytest.mark.rule("NGS-25", "MYK-23")
@pytest.mark.parametrize(
    "told_by, told",
    [(ToldBy.TELEPHONE, []), (ToldBy.MYPAGE, [Channel.MYPAGE]), (ToldBy.MAIL, [Channel.MAIL]), (None, [Channel.MAIL])],
)
def test_each_is_told_in_its_own_way_and_nobody_in_writing_who_is_called(app, clock, told_by, told) -> None:
    number = desks.take_down(desks.at_desk(app, "tanaka"), "nagasaki_main", "2026-05-18T11:00")
    row = bookings.row_of(number)
    row.told_by, row.account_id = told_by, factories.enlist("yamada")["yamada"]
    db.session.commit()
    done = close(clock, "nagasaki_main")
    db.session.rollback()
    assert [Channel(mail.channel) for mail in bookings.outbox(number) if mail.kind == NOTICE] == told
    assert (done.told, done.to_call) == (len(told), 1 - len(told))
