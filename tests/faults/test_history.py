"""The checker of histories sees every broken promise it is there for."""

from dataclasses import replace

import pytest

from tests.faults.history import BOOKED, Act, Arrived, History, Kept, Posted, Told, Truth, faults_of

SLOT = "2026-05-18T09:00"
MAIL = Posted(message_id="<1>", person="a", number="K1", is_open=False, is_sent=True)
COPY = Arrived("<1>", "a", frozenset({"K1"}))


def act(told: Told, kind: str = "book", number: str = "K1", person: str = "a") -> Act:
    """An act of a client."""
    return Act(kind=kind, person=person, slot=SLOT, told=told, began=0.0, ended=1.0, number=number)


def kept(**changes: object) -> Kept:
    """A whole booking."""
    values = {
        "number": "K1",
        "person": "a",
        "slot": SLOT,
        "seat": 1,
        "holds_seat": True,
        "person_days": 2,
        "mails": BOOKED,
    }
    return Kept(**{**values, **changes})  # type: ignore[arg-type]


def found(acts: list[Act], bookings: list[Kept], **changes: object) -> list[str]:
    """What the checker says."""
    history = History()
    for each in acts:
        history.add(each)
    truth = Truth(bookings=tuple(bookings), posted=(MAIL,), arrived=(COPY,))
    return faults_of(history, replace(truth, **changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "acts, bookings",
    [
        ([act(Told.OK)], [kept()]),
        ([act(Told.FAIL, number="")], []),
        ([act(Told.UNKNOWN, number="")], []),
        ([act(Told.UNKNOWN, number="")], [kept()]),
        (
            [act(Told.OK), act(Told.OK, "withdraw")],
            [kept(holds_seat=False, seat=None, person_days=0, mails=(*BOOKED, "M-KNG-6"))],
        ),
    ],
)
def test_a_kept_promise_is_no_fault(acts: list[Act], bookings: list[Kept]) -> None:
    assert found(acts, bookings) == []


@pytest.mark.parametrize(
    "acts, bookings, fault",
    [
        ([act(Told.OK)], [], "lost: book K1"),
        ([act(Told.OK)], [kept(slot="2026-05-18T10:00")], "lost: book K1"),
        ([act(Told.OK), act(Told.OK, "withdraw")], [kept()], "lost: withdrawal of K1"),
        ([act(Told.FAIL, number="")], [kept()], "a ghost: booking of a"),
        ([], [kept()], "a ghost: booking of a"),
        ([act(Told.UNKNOWN)], [kept(mails=BOOKED[:1])], "a half: K1 has mails ('M-KNG-1',)"),
        ([act(Told.UNKNOWN)], [kept(person_days=0)], "a half: K1 has 0 person days"),
        ([act(Told.OK)], [kept(), kept(number="K2")], "twice: a"),
        ([act(Told.OK)], [kept(), kept(number="K2")], f"double: {SLOT} seat 1"),
    ],
)
def test_a_broken_promise_is_named(acts: list[Act], bookings: list[Kept], fault: str) -> None:
    assert fault in found(acts, bookings)


@pytest.mark.parametrize(
    "changes, fault",
    [
        ({"arrived": (COPY, replace(COPY, message_id="<2>"))}, "a ghost mail: <2>"),
        ({"arrived": (COPY,) * 4}, "4 copies: <1>"),
        ({"posted": (replace(MAIL, is_open=True),)}, "never came to rest: <1>"),
        ({"arrived": ()}, "never arrived: <1>"),
        ({"arrived": (replace(COPY, person="b"),)}, "crossed: <1>"),
        ({"arrived": (replace(COPY, numbers=frozenset({"K1", "K2"})),)}, "crossed: <1>"),
    ],
)
def test_a_wrong_mail_is_named(changes: dict[str, object], fault: str) -> None:
    assert found([act(Told.OK)], [kept()], **changes) == [fault]
