"""Every act on a booking, in the order of a consultation."""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from app.booking.terms.bookings import BookingRecord
from app.booking.terms.sessions import DeskAct, ProhibitedAct
from app.desk.forms.acts import (
    AddressForm,
    CompletionForm,
    ContactForm,
    MessageForm,
    PressForm,
    ReasonForm,
    ReferralForm,
    StopForm,
)
from app.desk.forms.other_acts import RefusalForm
from app.desk.terms.acts import Order
from app.desk.usecases import callers, meeting_info, no_show, refusals, session
from app.desk.views import act_choices
from app.desk.views.acts import ActPage, Outcome, offer
from app.kernel.moments import day_of
from app.offices.terms import Policy


def tell(order: Order, form: MessageForm, _booking: BookingRecord) -> Outcome:
    """情報通知を送信."""
    return meeting_info.tell_meeting_info(order, form.url.data or "", form.words.folded)


def admit(order: Order, _form: PressForm, _booking: BookingRecord) -> Outcome:
    """入室許可."""
    return session.admit(order)


def telephone(order: Order, _form: PressForm, _booking: BookingRecord) -> Outcome:
    """電話切替."""
    return session.go_on_by_telephone(order)


def finish(order: Order, form: CompletionForm, _booking: BookingRecord) -> Outcome:
    """終了."""
    return session.finish(order, form.ending(), form.direction())


def refer(order: Order, form: ReferralForm, _booking: BookingRecord) -> Outcome:
    """本所・支所の案内."""
    return session.refer(order, form.direction())


def stop(order: Order, form: StopForm, _booking: BookingRecord) -> Outcome:
    """取り止め."""
    ban = "ban" in form and bool(form.ban.data)
    return session.stop(order, ProhibitedAct(form.letter.data), form.reason.folded, ban=ban)


def contact(order: Order, form: ContactForm, booking: BookingRecord) -> Outcome:
    """連絡あり."""
    moment = form.moment(day_of(booking.starts_at))
    return no_show.record_contact(order, moment) if moment else None


def reinstate(order: Order, form: ReasonForm, _booking: BookingRecord) -> Outcome:
    """予約に戻す."""
    return no_show.return_booking(order, form.reason.folded)


def refuse(order: Order, form: RefusalForm, _booking: BookingRecord) -> Outcome:
    """お断り."""
    return refusals.refuse_booking(order, form.words())


def ban(order: Order, form: ReasonForm, _booking: BookingRecord) -> Outcome:
    """今後の利用を断る."""
    return refusals.refuse_future_use(order, form.reason.folded)


def lift(order: Order, _form: PressForm, _booking: BookingRecord) -> Outcome:
    """お断りの解除."""
    return refusals.lift_ban(order)


def withdraw(order: Order, _form: PressForm, _booking: BookingRecord) -> Outcome:
    """電話での取下げ."""
    return callers.withdraw_by_call(order)


def correct(order: Order, form: AddressForm, _booking: BookingRecord) -> Outcome:
    """メールアドレスの訂正."""
    return callers.correct_address(order, form.email.folded)


PAGES = (
    (
        DeskAct.MEETING_INFO,
        "meeting-info",
        "情報通知（伝達事項の入力）",
        "情報通知を送信",
        MessageForm,
        tell,
        "primary",
    ),
    (DeskAct.ADMISSION, "admission", "入室許可", "入室を許可する", PressForm, admit, "primary"),
    (DeskAct.TELEPHONE, "telephone", "電話切替", "電話に切り替える", PressForm, telephone, "plain"),
    (DeskAct.COMPLETION, "completion", "相談の終了", "相談を終了する", CompletionForm, finish, "primary"),
    (DeskAct.REFERRAL, "referral", "本所・支所の案内", "案内を改める", ReferralForm, refer, "plain"),
    (DeskAct.STOP, "stop", "取り止め（禁止事項）", "相談を取り止める", StopForm, stop, "bad"),
    (DeskAct.CONTACT, "contact", "連絡ありの記録", "連絡ありと記録する", ContactForm, contact, "plain"),
    (DeskAct.REINSTATEMENT, "reinstatement", "予約に戻す", "予約に戻す", ReasonForm, reinstate, "plain"),
    (DeskAct.REFUSAL, "refusal", "お断り", "この予約をお断りする", RefusalForm, refuse, "bad"),
    (DeskAct.BAN, "ban", "今後の利用のお断り", "今後の利用を断る", ReasonForm, ban, "bad"),
    (DeskAct.WITHDRAWAL, "withdrawal", "電話キャンセル", "予約を取り下げる", PressForm, withdraw, "bad"),
    (DeskAct.ADDRESS, "address", "メールアドレスの訂正", "アドレスを訂正する", AddressForm, correct, "plain"),
    (DeskAct.BAN_END, "ban/end", "今後の利用のお断りの解除", "お断りを解除する", PressForm, lift, "plain"),
)

PREPARED: Mapping[DeskAct, Callable[[Any, BookingRecord, Policy, datetime], None]] = MappingProxyType(
    {
        DeskAct.COMPLETION: act_choices.offer_outcomes,
        DeskAct.STOP: act_choices.offer_stops,
        DeskAct.REFUSAL: act_choices.offer_refusals,
    }
)
"""What the forms of these offer differs between offices."""

for act, noun, title, button, form, do, kind in PAGES:
    prepare = PREPARED.get(act)
    offer(ActPage(act=act, noun=noun, title=title, button=button, form=form, do=do, kind=kind, prepare=prepare))
