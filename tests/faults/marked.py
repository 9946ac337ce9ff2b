"""People whose every personal value is a word that stands nowhere else."""

from app.desk.terms.notes import NoteKind
from app.desk.usecases.notes import write_note
from tests import bookings
from tests.harness.clock import FrozenClock
from tests.kato import kato

DAYS = ("2026-05-14", "2026-05-15", "2026-05-18", "2026-05-19")
KANA = "アイウエ"


class Marked:
    """Four people whose name, furigana, mail, telephone, content and three kinds of notes are words of their own."""

    def __init__(self, clock: FrozenClock) -> None:
        self.words: list[str] = []
        self.numbers = [self.person(number, day, clock) for number, day in enumerate(DAYS)]

    def person(self, number: int, day: str, clock: FrozenClock) -> str:
        """One booking with what the desk wrote beside it."""
        told = {
            "name": self.mark(f"印名前{number}号"),
            "name_kana": self.mark(f"シルシナマエ{KANA[number]}"),
            "email": self.mark(f"mark{number}mail@canary.example"),
            "phone": self.mark(f"+81907654321{number}"),
            "typed_phone": self.mark(f"090-7654-321{number}"),
            "content": self.mark(f"印相談{number}の中身") + "、" + self.mark(f"印病名{number}のこと"),
        }
        booked = bookings.book(clock, bookings.application(f"{day}T10:00", **told)).number
        for kind in NoteKind:
            assert (
                write_note("kanagawa", booked, kind, self.mark(f"印{kind.value}{number}"), kato(), clock.now()) is None
            )
        return booked

    def mark(self, word: str) -> str:
        """Remember a word."""
        self.words.append(word)
        return word

    def found_in(self, text: str) -> list[str]:
        """Which of the words stand in a text."""
        return [word for word in self.words if word in text]
