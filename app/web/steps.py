"""The sentences of "why this date": the only place that words a step, for pages, mails and `flask explain`."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l

from app.kernel.calendar import ClosedBy, ClosedReason
from app.kernel.steps import Step, StepKind
from app.web.filters import jdate, jdatetime, jtime

SENTENCES = {
    StepKind.SESSION_DAY: _l("相談の日は%(day)sです。"),
    StepKind.SESSION_DAY_CLOSED: _l("ただし、この日は閉庁日（%(reasons)s）なので、通常の相談はありません。"),
    StepKind.APPLICATION_DAY: _l("申込み・申請の日は%(day)sです。"),
    StepKind.REGISTRATION_DAY: _l("サイトで登録した日は%(day)sです。"),
    StepKind.LIMIT_DAY: _l("もとの期限は%(day)sです。"),
    StepKind.SUSPENSION_DAY: _l("停止の初日は%(day)sです。"),
    StepKind.TERMINATION_DAY: _l("利用解除の日は%(day)sです。"),
    StepKind.ACCOUNT_END_DAY: _l("アカウントが終わった日は%(day)sです。"),
    StepKind.ACQUISITION_DAY: _l("求職情報を取得した日は%(day)sです。"),
    StepKind.ACCEPTANCE_DAY: _l("求職を受理した日は%(day)sです。"),
    StepKind.ACCEPTED_TOO_LATE: _l("%(day)sの受理はこの日より後なので、期間は延びません。"),
    StepKind.OPEN_DAY_BEFORE: _l("%(day)sは開庁日で、%(number)s開庁日前に当たります。"),
    StepKind.OPEN_DAY_AFTER: _l("%(day)sは開庁日で、%(number)s日目と数えます。"),
    StepKind.CLOSED_DAYS: _l("%(day)sから%(until)sまでは閉庁日です（%(reasons)s）。"),
    StepKind.CALENDAR_DAYS_BEFORE: _l("その%(number)s日前は%(day)sです。閉庁日も数えます。"),
    StepKind.COUNTED_FROM: _l("%(day)sを1日目として数えます。"),
    StepKind.COUNTED_BACK_FROM: _l("%(day)sを1日目として、さかのぼって数えます。"),
    StepKind.PERIOD_OF_DAYS: _l("%(number)s日間の末日は%(day)sです。"),
    StepKind.PERIOD_OF_MONTHS: _l("%(number)sか月の末日は%(day)sです。"),
    StepKind.PERIOD_OF_YEARS: _l("%(number)s年の末日は%(day)sです。"),
    StepKind.MONTHS_BACK: _l("%(number)sか月の初日は%(day)sです。"),
    StepKind.NO_CORRESPONDING_DAY: _l("同じ数字の日がない月なので、月の末日の%(day)sで区切ります。"),
    StepKind.ROLLED_BACK: _l("%(day)sが閉庁日なので、その前の開庁日の%(until)sに繰り上げます。"),
    StepKind.NOT_MOVED: _l("閉庁日に当たっても、この日付は動かしません。"),
    StepKind.EARLIER_OF: _l("%(day)sと%(until)sのうち、早いほうを期限とします。"),
    StepKind.SECOND_MONTH_END: _l("取得した月の翌々月の末日は%(day)sです。"),
    StepKind.NEXT_FISCAL_YEAR: _l("受理は%(number)s年度なので、翌年度の初日は%(day)sです。"),
    StepKind.THIRD_MONDAY: _l("3月の第3月曜日は%(day)sです。"),
    StepKind.UNTIL_HOUR: _l("期限は%(moment)sです。%(hour)s00秒ちょうどまで間に合います。"),
    StepKind.UNTIL_END_OF_DAY: _l("時刻の定めがないので、その日の終わり（23時59分59秒）まで間に合います。"),
    StepKind.FROM_NEXT_DAY: _l("その翌日は%(day)sです。"),
    StepKind.BEFORE_THE_START: _l("締切の後に例外として受け付けたので、相談が始まる%(moment)sの前まで待ちます。"),
    StepKind.NONE_SET: _l("この窓口には、この日付の定めがありません。"),
    StepKind.DAILY_STOP: _l("毎日の停止時間は、%(moment)sから%(until_moment)sまでです。"),
    StepKind.MONTH_END_STOP: _l("月末の停止時間は、%(moment)sから%(until_moment)sまでです。"),
    StepKind.URGENT_STOP: _l("緊急のメンテナンスのため、予告なしに停止しています。"),
    StepKind.NO_STOP: _l("%(moment)sは停止時間の外です。"),
    StepKind.FORECAST: _l("%(day)s以後の祝日はまだ予測です。正式に決まると、この日付が変わることがあります。"),
    StepKind.FORECAST_WITHOUT_EFFECT: _l("%(day)s以後の祝日はまだ予測ですが、この日付は祝日で動きません。"),
}
ONE_CLOSED_DAY = _l("%(day)sは閉庁日です（%(reasons)s）。")
REASONS = {
    ClosedBy.YEAR_END: _l("年末年始"),
    ClosedBy.SATURDAY: _l("土曜日"),
    ClosedBy.SUNDAY: _l("日曜日"),
}
BETWEEN_REASONS = "・"


def sentence(step: Step) -> str:
    """One step in the language of the request, else in Japanese."""
    one_day = step.kind is StepKind.CLOSED_DAYS and step.day == step.until
    return str(ONE_CLOSED_DAY if one_day else SENTENCES[step.kind]) % _words(step)


def sentences(steps: Iterable[Step]) -> list[str]:
    """Each step in its order."""
    return [sentence(step) for step in steps]


def reason(closed: ClosedReason) -> str:
    """Why a day is closed, in one word: the holiday's name or the kind of day."""
    return closed.name or str(REASONS[closed.by])


def _words(step: Step) -> dict[str, str | int | None]:
    return {
        "day": step.day and jdate(step.day),
        "until": step.until and jdate(step.until),
        "moment": step.moment and jdatetime(step.moment),
        "hour": step.moment and jtime(step.moment),
        "until_moment": step.until_moment and jdatetime(step.until_moment),
        "number": step.number,
        "reasons": BETWEEN_REASONS.join(map(reason, step.reasons)),
    }
