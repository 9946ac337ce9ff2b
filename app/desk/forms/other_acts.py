"""The forms of the acts that only some offices or bookings know: replies, arranging, the next booking, exceptions."""

from datetime import date, datetime, time

from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField

from app.booking.terms.bookings import SessionKind, ToldBy
from app.booking.terms.fixing import Arrangement, NextBooking
from app.booking.terms.sessions import ProhibitedAct
from app.desk.forms.acts import HOUR, Kept, PressForm
from app.desk.forms.slots import start_from
from app.kernel.characters import narrowed
from app.kernel.moments import at
from app.web.form_checks import Given, OneOf

REASON = "原則の例外とする理由（受付の締切後のとき）"
CLAUSES = {
    ProhibitedAct.THREATS: "脅迫",
    ProhibitedAct.ABUSE: "暴言",
    ProhibitedAct.NUISANCE: "そのほかの迷惑行為",
    ProhibitedAct.OTHER_PURPOSE: "就職のため以外の目的での利用",
}
"""What 第12条(1) of the terms names, in words."""


def one_of(label: str, sentence: str) -> RadioField:
    """One of what the office offers; the choices are filled in by its policy."""
    return RadioField(label, [Given(sentence), OneOf()], validate_choice=False, render_kw={"needed": True})


class ReplyForm(PressForm):
    """When a reply was received."""

    day = StringField("返信を受け取った日")
    time = StringField("返信を受け取った時刻")

    def moment(self) -> datetime | None:
        """That moment; None, with a word at the field, where it cannot be read."""
        day, hour = self._day(), HOUR.fullmatch("".join(narrowed(self.time.data or "").split()))
        if day is None:
            self.day.errors = ["日付を「2026-05-11」のように入力してください。"]
        if hour is None:
            self.time.errors = ["時刻を「10:05」のように入力してください。"]
        return at(day, time(int(hour[1]), int(hour[2]))) if day and hour else None

    def _day(self) -> date | None:
        try:
            found = date.fromisoformat((self.day.data or "").strip())
        except ValueError:
            return None
        return found if 2000 <= found.year < 2200 else None


class ArrangementForm(PressForm):
    """日時の調整: one of the free times, who holds the session, the address."""

    slot = SelectField("相談の日時", [Given("日時を選んでください。"), OneOf()], validate_choice=False)
    counselor = SelectField("担当する職員", [Given("担当する職員を選んでください。"), OneOf()], validate_choice=False)
    url = StringField("オンライン相談用URL")
    words = TextAreaField("URLのほかに伝えること", [Kept()])
    reason = TextAreaField(REASON, [Kept()])

    def wish(self) -> Arrangement | None:
        """What was filled in; None for a time that is none."""
        starts_at = start_from(self.slot.data or "")
        if starts_at is None:
            return None
        return Arrangement(
            starts_at=starts_at,
            counselor_id=int(self.counselor.data),
            url=self.url.data or "",
            words=self.words.folded,
            reason=self.reason.folded,
        )


class FollowUpForm(PressForm):
    """次回予約: one of the free times, how the person is told, and what is known already.

    The times offered begin with the day `since`; `later` is the first day after them.
    """

    since = HiddenField()
    later = ""
    slot = SelectField("次回の日時", [Given("日時を選んでください。"), OneOf()], validate_choice=False)
    told_by = one_of("日時などの知らせ方", "知らせ方を選んでください。")
    session_kind = one_of("相談の種類", "相談の種類を選んでください。")
    url = StringField("相談のURL（決まっているとき）")
    words = TextAreaField("URLのほかに伝えること", [Kept()])
    content = TextAreaField("次回の相談内容", [Kept()])
    reason = TextAreaField(REASON, [Kept()])

    def wish(self) -> NextBooking | None:
        """What was filled in; None for a time that is none."""
        starts_at = start_from(self.slot.data or "")
        if starts_at is None:
            return None
        return NextBooking(
            starts_at=starts_at,
            told_by=ToldBy(self.told_by.data),
            session_kind=SessionKind(self.session_kind.data) if "session_kind" in self else None,
            url=(self.url.data or "").strip(),
            words=self.words.folded,
            content=self.content.folded,
            reason=self.reason.folded,
        )


class KindForm(PressForm):
    """相談の種類."""

    session_kind = one_of("相談の種類", "相談の種類を選んでください。")

    def chosen(self) -> SessionKind:
        """The kind; where the office offers nothing to choose it is none of the office's, and refused."""
        return SessionKind(self.session_kind.data) if "session_kind" in self else SessionKind.CONSULTATION


class ExceptionForm(PressForm):
    """例外として残す: the reason, and the list it was pressed in."""

    back = HiddenField()
    reason = TextAreaField("例外として残す理由", [Kept("理由を入力してください。")])


class CallingOffForm(PressForm):
    """窓口からの取消し: the press alone, and the list it was pressed in."""

    back = HiddenField()


class RefusalForm(PressForm):
    """お断り: what the terms name, where they name something, and the reason in words."""

    clause = one_of("お断りの理由（利用規約 第12条(1)）", "理由を選んでください。")
    reason = TextAreaField("理由", [Kept("理由を入力してください。")])

    def words(self) -> str:
        """The reason as it is kept: what the terms name first."""
        named = CLAUSES[ProhibitedAct(self.clause.data)] if "clause" in self else ""
        return "：".join(part for part in (named, self.reason.folded) if part)
