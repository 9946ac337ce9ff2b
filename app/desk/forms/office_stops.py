"""The form that stops the service."""

from datetime import datetime
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import Form, RadioField, StringField, TextAreaField

from app.booking.terms.stops import StopGround
from app.desk.forms.office_typed import Unreadable, day, folded, hour_of
from app.desk.terms.office_stops import StopPlan
from app.kernel.moments import at
from app.kernel.slots import Stop

GROUNDS = {
    StopGround.MAINTENANCE.value: "ア　緊急に保守を行うため",
    StopGround.DISASTER_OR_POWER.value: "イ　火災・地震・停電・システムの障害のため",
    StopGround.ACCIDENT_TO_LINES.value: "ウ　機器や通信回線の事故のため",
    StopGround.OUTSIDE_SYSTEMS.value: "エ　外部のシステムが止まった、または不安定なため",
    StopGround.HEAVY_LOAD.value: "オ　負荷の集中や妨害のため",
    StopGround.TAMPERING.value: "カ　改ざんなどで大きな被害のおそれがあるため",
    StopGround.OTHER_NEED.value: "キ　そのほか、止める必要があるため",
}
ALL, CHOSEN = "all", "chosen"
SCOPES = {ALL: "すべて（新しい予約をまったく受け付けない）", CHOSEN: "決めた日時の相談だけ"}
MOST_NOTICE = 200
WRONG_DAY, WRONG_HOUR = "日付を「2026-05-20」のように入れてください。", "時刻を「9:00」のように入れてください。"


class StopForm(Form):
    """Letter, scope, from when until when, and what the public reads."""

    ground = RadioField("理由", choices=GROUNDS, validate_choice=False)
    scope = RadioField("止める範囲", choices=SCOPES, validate_choice=False)
    since_day = StringField("始まりの日")
    since_hour = StringField("始まりの時刻")
    until_day = StringField("終わりの日")
    until_hour = StringField("終わりの時刻")
    notice = TextAreaField("利用者へのお知らせ")

    def plan(self, now: datetime) -> StopPlan | None:
        """What was typed, as a plan that begins at `now` unless said otherwise; None with words at the fields."""
        if self.ground.data not in GROUNDS:
            self.ground.errors = ["理由を選んでください。"]
        if self.scope.data not in SCOPES:
            self.scope.errors = ["範囲を選んでください。"]
        since = self._moment(self.since_day, self.since_hour) or now
        until = self._moment(self.until_day, self.until_hour)
        notice = self._notice()
        if any(field.errors for field in self):
            return None
        stop = Stop(since=since, until=until, reason=notice, everything=self.scope.data == ALL)
        return StopPlan(ground=StopGround(self.ground.data), stop=stop)

    def _notice(self) -> str:
        try:
            text = folded(self.notice.data or "")
        except Unreadable:
            text = ""
        if not text or len(text) > MOST_NOTICE:
            self.notice.errors = [f"利用者が読むお知らせを、{MOST_NOTICE}文字までで書いてください。"]
        return text

    def _moment(self, typed_day: Any, typed_hour: Any) -> datetime | None:
        """The moment of a day and an hour; None where neither was typed."""
        if not (typed_day.data or typed_hour.data):
            return None
        found_day, found_hour = day(typed_day.data or ""), hour_of(typed_hour.data or "")
        typed_day.errors = () if found_day else [WRONG_DAY]
        typed_hour.errors = () if found_hour else [WRONG_HOUR]
        return at(found_day, found_hour) if found_day and found_hour else None


def stop_form(typed: MultiDict[str, str] | None = None) -> StopForm:
    """The form, empty or as it was typed."""
    return StopForm(formdata=typed) if typed is not None else StopForm(formdata=None, data={"scope": ALL})
