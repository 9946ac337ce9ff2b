"""The form that shuts or opens days."""

from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Form, RadioField, StringField

from app.desk.forms.office_typed import Unreadable, day, folded, hour_of
from app.desk.terms.office_closures import ClosurePlan
from app.kernel.hours import Window
from app.offices.terms import ClosureKind

KINDS = {ClosureKind.CLOSED.value: "休みにする", ClosureKind.EXTRA_OPEN.value: "臨時に相談を行う"}
MOST_REASON = 100


class ClosureForm(Form):
    """Which days, which hours, and why; the public reads the reason."""

    kind = RadioField("何をするか", choices=KINDS, validate_choice=False)
    first = StringField("始まりの日")
    last = StringField("終わりの日")
    starts = StringField("始まりの時刻")
    ends = StringField("終わりの時刻")
    reason = StringField("理由")
    tell = BooleanField("予約済みの方にメールで知らせる")

    def plan(self) -> ClosurePlan | None:
        """What was typed, as a plan; None, with words at the fields, where it cannot be read."""
        first = _told(self.first, day(self.first.data or ""), "始まりの日を選んでください。")
        last = _told(self.last, day(self.last.data), "日付を選び直してください。") if self.last.data else first
        kind = _told(self.kind, KINDS.get(self.kind.data or "") and ClosureKind(self.kind.data), "選んでください。")
        reason, window = self._reason(), self._window()
        if any(field.errors for field in self) or first is None or last is None or kind is None:
            return None
        return ClosurePlan(kind=kind, first=first, last=last, window=window, reason=reason)

    def _reason(self) -> str:
        try:
            text = folded(self.reason.data or "")
        except Unreadable:
            text = ""
        _told(self.reason, text or None, "お知らせに出る理由を入れてください。")
        if len(text) > MOST_REASON:
            self.reason.errors = [f"{MOST_REASON}文字までで書いてください。"]
        return text

    def _window(self) -> Window | None:
        """The hours; none typed is the whole day."""
        if not (self.starts.data or self.ends.data):
            return None
        start = _told(self.starts, hour_of(self.starts.data or ""), "時刻を「9:00」のように入れてください。")
        end = _told(self.ends, hour_of(self.ends.data or ""), "時刻を「12:00」のように入れてください。")
        if start is None or end is None:
            return None
        if start >= end:
            self.ends.errors = ["始まりの時刻より後の時刻を入れてください。"]
            return None
        return Window(start, end)


def closure_form(typed: MultiDict[str, str] | None = None) -> ClosureForm:
    """The form, empty or as it was typed."""
    data = {"kind": ClosureKind.CLOSED.value, "tell": True}
    return ClosureForm(formdata=typed) if typed is not None else ClosureForm(formdata=None, data=data)


def _told(field: Any, found: Any, words: str) -> Any:
    """What was found; where it is none, the words stand at the field."""
    if found is None:
        field.errors = [words]
    return found
