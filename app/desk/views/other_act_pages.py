"""The acts that only some offices or bookings know: 返信受領, 日時の調整, 次回予約, 相談の種類, 例外, 取消し."""

from app.booking.terms.bookings import BookingRecord
from app.booking.terms.sessions import DeskAct
from app.desk.forms.acts import PressForm
from app.desk.forms.other_acts import ArrangementForm, CallingOffForm, ExceptionForm, FollowUpForm, KindForm, ReplyForm
from app.desk.terms.acts import Order
from app.desk.usecases import arranging, exceptions, follow_up, replies
from app.desk.views import act_choices
from app.desk.views.acts import ActPage, Outcome, offer


def reply(order: Order, form: ReplyForm, _booking: BookingRecord) -> Outcome:
    """返信受領."""
    moment = form.moment()
    return replies.record_reply(order, moment) if moment else None


def arrange(order: Order, form: ArrangementForm, _booking: BookingRecord) -> Outcome:
    """日時の調整."""
    wish = form.wish()
    return arranging.arrange_request(order, wish) if wish else None


def book_next(order: Order, form: FollowUpForm, _booking: BookingRecord) -> Outcome:
    """次回予約."""
    wish = form.wish()
    return follow_up.book_follow_up(order, wish) if wish else None


def called(order: Order, _form: PressForm, _booking: BookingRecord) -> Outcome:
    """電話で知らせた."""
    return follow_up.record_call(order)


def give_kind(order: Order, form: KindForm, _booking: BookingRecord) -> Outcome:
    """相談の種類."""
    return arranging.set_session_kind(order, form.chosen())


def keep(order: Order, form: ExceptionForm, _booking: BookingRecord) -> Outcome:
    """例外として残す."""
    return exceptions.keep_as_exception(order, form.reason.folded)


def call_off(order: Order, _form: CallingOffForm, _booking: BookingRecord) -> Outcome:
    """窓口からの取消し."""
    return exceptions.call_booking_off(order)


PAGES = (
    ActPage(
        act=DeskAct.REPLY,
        noun="reply",
        title="返信受領",
        button="返信を受け取ったと記録する",
        form=ReplyForm,
        do=reply,
    ),
    ActPage(
        act=DeskAct.ARRANGEMENT,
        noun="arrangement",
        title="日時の調整",
        button="日時を決めて、招待メールを送る",
        form=ArrangementForm,
        do=arrange,
        prepare=act_choices.offer_times,
    ),
    ActPage(
        act=DeskAct.FOLLOW_UP,
        noun="follow-up",
        title="次回予約",
        button="次回の予約を取る",
        form=FollowUpForm,
        do=book_next,
        prepare=act_choices.offer_next,
    ),
    ActPage(
        act=DeskAct.CALL,
        noun="call",
        title="電話での連絡",
        button="電話で知らせたと記録する",
        form=PressForm,
        do=called,
    ),
    ActPage(
        act=DeskAct.KIND,
        noun="session-kind",
        title="相談の種類",
        button="この種類にする",
        form=KindForm,
        do=give_kind,
        prepare=act_choices.offer_kinds,
    ),
    ActPage(
        act=DeskAct.EXCEPTION,
        noun="exception",
        title="例外として残す",
        button="例外として残す",
        form=ExceptionForm,
        do=keep,
    ),
    ActPage(
        act=DeskAct.CALLING_OFF,
        noun="calling-off",
        title="窓口からの取消し",
        button="知らせて取り消す",
        form=CallingOffForm,
        do=call_off,
        kind="bad",
    ),
)

for each in PAGES:
    offer(each)
