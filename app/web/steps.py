"""The sentences of "why this date": the only place that words a step, for pages, mails and `flask explain`."""

from collections.abc import Iterable

from flask_babel import gettext

from app.kernel.calendar import ClosedBy, ClosedReason
from app.kernel.steps import Step, StepKind
from app.web.filters import jdate, jdatetime, jtime


def N_(text: str) -> str:  # noqa: N802  the name by which Babel finds texts translated later
    """Mark `text` for translation without translating it."""
    return text


SENTENCES = {
    StepKind.SESSION_DAY: N_("相談の日は%(day)sです。"),
    StepKind.SESSION_DAY_CLOSED: N_("ただし、この日は閉庁日（%(reasons)s）なので、通常の相談はありません。"),
    StepKind.APPLICATION_DAY: N_("申込み・申請の日は%(day)sです。"),
    StepKind.REGISTRATION_DAY: N_("サイトで登録した日は%(day)sです。"),
    StepKind.LIMIT_DAY: N_("もとの期限は%(day)sです。"),
    StepKind.SUSPENSION_DAY: N_("停止の初日は%(day)sです。"),
    StepKind.TERMINATION_DAY: N_("利用解除の日は%(day)sです。"),
    StepKind.ACCOUNT_END_DAY: N_("アカウントが終わった日は%(day)sです。"),
    StepKind.ACQUISITION_DAY: N_("求職情報を取得した日は%(day)sです。"),
    StepKind.ACCEPTANCE_DAY: N_("求職を受理した日は%(day)sです。"),
    StepKind.ACCEPTED_TOO_LATE: N_("%(day)sの受理はこの日より後なので、期間は延びません。"),
    StepKind.OPEN_DAY_BEFORE: N_("%(day)sは開庁日で、%(number)s開庁日前に当たります。"),
    StepKind.OPEN_DAY_AFTER: N_("%(day)sは開庁日で、%(number)s日目と数えます。"),
    StepKind.CLOSED_DAYS: N_("%(day)sから%(until)sまでは閉庁日です（%(reasons)s）。"),
    StepKind.CALENDAR_DAYS_BEFORE: N_("その%(number)s日前は%(day)sです。閉庁日も数えます。"),
    StepKind.COUNTED_FROM: N_("%(day)sを1日目として数えます。"),
    StepKind.COUNTED_BACK_FROM: N_("%(day)sを1日目として、さかのぼって数えます。"),
    StepKind.PERIOD_OF_DAYS: N_("%(number)s日間の末日は%(day)sです。"),
    StepKind.PERIOD_OF_MONTHS: N_("%(number)sか月の末日は%(day)sです。"),
    StepKind.PERIOD_OF_YEARS: N_("%(number)s年の末日は%(day)sです。"),
    StepKind.MONTHS_BACK: N_("%(number)sか月の初日は%(day)sです。"),
    StepKind.NO_CORRESPONDING_DAY: N_("同じ数字の日がない月なので、月の末日の%(day)sで区切ります。"),
    StepKind.ROLLED_BACK: N_("%(day)sが閉庁日なので、その前の開庁日の%(until)sに繰り上げます。"),
    StepKind.NOT_MOVED: N_("閉庁日に当たっても、この日付は動かしません。"),
    StepKind.EARLIER_OF: N_("%(day)sと%(until)sのうち、早いほうを期限とします。"),
    StepKind.SECOND_MONTH_END: N_("取得した月の翌々月の末日は%(day)sです。"),
    StepKind.NEXT_FISCAL_YEAR: N_("受理は%(number)s年度なので、翌年度の初日は%(day)sです。"),
    StepKind.THIRD_MONDAY: N_("3月の第3月曜日は%(day)sです。"),
    StepKind.UNTIL_HOUR: N_("期限は%(moment)sです。%(hour)s00秒ちょうどまで間に合います。"),
    StepKind.UNTIL_END_OF_DAY: N_("時刻の定めがないので、その日の終わり（23時59分59秒）まで間に合います。"),
    StepKind.FROM_NEXT_DAY: N_("その翌日は%(day)sです。"),
    StepKind.NONE_SET: N_("この窓口には、この日付の定めがありません。"),
    StepKind.DAILY_STOP: N_("毎日の停止時間は、%(moment)sから%(until_moment)sまでです。"),
    StepKind.MONTH_END_STOP: N_("月末の停止時間は、%(moment)sから%(until_moment)sまでです。"),
    StepKind.URGENT_STOP: N_("緊急の保守のため、予告なしに停止しています。"),
    StepKind.NO_STOP: N_("%(moment)sは停止時間の外です。"),
    StepKind.FORECAST: N_("%(day)s以後の祝日はまだ予測です。正式に決まると、この日付が変わることがあります。"),
    StepKind.FORECAST_WITHOUT_EFFECT: N_("%(day)s以後の祝日はまだ予測ですが、この日付は祝日で動きません。"),
}
ONE_CLOSED_DAY = N_("%(day)sは閉庁日です（%(reasons)s）。")
REASONS = {
    ClosedBy.YEAR_END: N_("年末年始"),
    ClosedBy.SATURDAY: N_("土曜日"),
    ClosedBy.SUNDAY: N_("日曜日"),
}
BETWEEN_REASONS = "・"


def sentence(step: Step) -> str:
    """One step in the language of the request, else in Japanese."""
    one_day = step.kind is StepKind.CLOSED_DAYS and step.day == step.until
    return gettext(ONE_CLOSED_DAY if one_day else SENTENCES[step.kind], **_words(step))


def sentences(steps: Iterable[Step]) -> list[str]:
    """Each step in its order."""
    return [sentence(step) for step in steps]


def reason(closed: ClosedReason) -> str:
    """Why a day is closed, in one word: the holiday's name or the kind of day."""
    return closed.name or gettext(REASONS[closed.by])


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
