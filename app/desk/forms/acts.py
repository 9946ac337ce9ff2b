"""The forms of the acts on a booking: shape only; whether an act may be done is decided under lock."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time

from wtforms import BooleanField, Field, Form, HiddenField, RadioField, StringField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice

from app.booking.terms.sessions import Direction, Ending, Outcome, OutcomeReason, ProhibitedAct, ReferralKind
from app.kernel.characters import narrowed
from app.kernel.folding import TextRefusal, fold_mail, fold_text, graphemes
from app.kernel.moments import at
from app.web.form_checks import AtMost, Folding, Given

LIMIT = 500
"""The most characters of a reason, a message or a hand-over."""

ADDRESS_LIMIT = 254

HOUR = re.compile(r"([01]?[0-9]|2[0-3])(?::|時)?([0-5][0-9])分?")
UNREADABLE = "使用できない文字が含まれています。消してから、もう一度押してください。"
OUTCOMES = {
    Outcome.ADVISED.value: "助言・情報提供をして終了",
    Outcome.CONTINUED.value: "継続対応要（本所・支所での来所・電話の相談を案内する）",
    Outcome.ELSEWHERE.value: "ほかの機関を案内して終了",
    Outcome.BROKEN_OFF.value: "途中で終わった",
}
REASONS = {
    OutcomeReason.FACTS.value: "継続対応要：詳しい事実の確認が必要",
    OutcomeReason.DOCUMENTS.value: "継続対応要：資料の確認が必要",
    OutcomeReason.HANDLING.value: "継続対応要：続けて対応することが必要",
    OutcomeReason.CONNECTION.value: "途中で終わった：通信が続かなかった",
    OutcomeReason.APPLICANT.value: "途中で終わった：相談者の都合",
    OutcomeReason.OFFICE.value: "途中で終わった：窓口の都合",
}
KINDS = {ReferralKind.VISIT.value: "来所", ReferralKind.TELEPHONE.value: "電話"}
LETTERS = {
    ProhibitedAct.GIVING_THE_URL.value: "ア　URLを第三者に渡す、貸す、漏らす",
    ProhibitedAct.RECORDING.value: "イ　撮影、録音、録画、複製、転載など",
    ProhibitedAct.INFRINGING.value: "ウ　権利や利益の侵害（暴言、妨害を含む）",
    ProhibitedAct.AGAINST_THE_LAW.value: "エ　法令や公序良俗に反する行為、その助長",
    ProhibitedAct.OVERLOADING.value: "オ　ネットワークやシステムへの過度の負荷",
    ProhibitedAct.IMPROPER.value: "カ　そのほか、不適切と判断した行為",
}


class Kept:
    """Keeps what was typed as `field.folded`; says what is wrong with what cannot be kept."""

    def __init__(self, needed: str = "") -> None:
        self.needed = needed

    def __call__(self, form: Form, field: Field) -> None:
        """Stops at an empty text where `needed` has a sentence, at control characters and at too much."""
        folded = fold_text(field.data or "")
        if isinstance(folded, TextRefusal):
            raise ValidationError(UNREADABLE)
        field.folded = folded.strip()
        if self.needed and not field.folded:
            raise ValidationError(self.needed)
        over = graphemes(field.folded) - LIMIT
        if over > 0:
            raise ValidationError(f"{LIMIT}文字までです。あと{over}文字減らしてください。")


class Chosen:
    """One of what is offered; nothing as well where it is not `needed`."""

    def __init__(self, *, needed: bool = True) -> None:
        self.needed = needed

    def __call__(self, form: Form, field: Field) -> None:
        """Refuses anything that is not offered."""
        if (self.needed or field.data) and field.data not in {each.value for each in field.iter_choices()}:
            raise ValidationError("一つ選んでください。")


def choice(label: str, offered: Mapping[str, str], *, needed: bool | str = True) -> RadioField:
    """A choice of a few; `needed` is whether one must be chosen, or in words when, which the use-case judges."""
    choices = [SelectChoice(value, words) for value, words in offered.items()]
    checks = [Chosen(needed=needed is True)]
    return RadioField(label, checks, choices=choices, validate_choice=False, render_kw={"needed": needed})


class PressForm(Form):
    """The press alone, with the revision of the booking its page was made from."""

    revision = HiddenField()

    @property
    def known(self) -> int:
        """The revision; one that no booking has where it was tampered with."""
        typed = self.revision.data or ""
        return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else -1


class MessageForm(PressForm):
    """伝達事項. The address is judged by the use-case, which knows the office's tool."""

    url = StringField("相談のURL")
    words = TextAreaField("URLのほかに伝えること", [Kept()])


class CompletionForm(PressForm):
    """What came of a consultation, and where it goes on."""

    outcome = choice("結果", OUTCOMES)
    reason = choice("理由", REASONS, needed="継続対応要か、途中で終わったとき")
    kind = choice("案内の方法", KINDS, needed="継続対応要のとき")
    note = TextAreaField("本所・支所への引き継ぎ（継続対応要のとき）", [Kept()])

    def ending(self) -> Ending:
        """What was chosen."""
        reason = OutcomeReason(self.reason.data) if self.reason.data else None
        return Ending(outcome=Outcome(self.outcome.data), reason=reason)

    def direction(self) -> Direction | None:
        """Where it goes on; None where nothing was chosen, or the office refers to nobody."""
        chosen = self.kind.data if "kind" in self else None
        return Direction(kind=ReferralKind(chosen), note=self.note.folded) if chosen else None


class ReferralForm(PressForm):
    """Guidance to the centre of the workplace."""

    kind = choice("案内の方法", KINDS)
    note = TextAreaField("本所・支所への引き継ぎ", [Kept()])

    def direction(self) -> Direction:
        """What was chosen."""
        return Direction(kind=ReferralKind(self.kind.data), note=self.note.folded)


class StopForm(PressForm):
    """The letter of a prohibited act, and whether future use is refused as well."""

    letter = choice("見つかった行為", LETTERS)
    ban = BooleanField("今後の利用もお断りする")
    reason = TextAreaField("理由", [Kept()], render_kw={"needed": "今後の利用もお断りするとき"})


class ContactForm(PressForm):
    """When the person was in contact, on the day of the consultation."""

    time = StringField("連絡があった時刻")

    def moment(self, day: date) -> datetime | None:
        """That time on `day`; None, with a word at the field, where it cannot be read."""
        found = HOUR.fullmatch("".join(narrowed(self.time.data or "").split()))
        if found is None:
            self.time.errors = ["時刻を「10:05」のように入力してください。"]
            return None
        return at(day, time(int(found[1]), int(found[2])))


class AddressForm(PressForm):
    """The mail address the person has told us instead of the wrong one."""

    email = StringField(
        "正しいメールアドレス",
        [Given("メールアドレスを入力してください。"), Folding(fold_mail), AtMost(ADDRESS_LIMIT)],
    )


class ReasonForm(PressForm):
    """A reason, kept with the act."""

    reason = TextAreaField("理由", [Kept("理由を入力してください。")])
