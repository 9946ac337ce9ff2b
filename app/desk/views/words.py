"""Words of the desk that stand in pages and files alike."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from app.booking.terms.sessions import DeskAct
from app.booking.terms.states import BookingState
from app.desk.forms.choices import KINDS
from app.desk.terms.day import DayLine, Lack
from app.desk.views.blueprint import blueprint
from app.desk.views.trouble_words import trouble_words
from app.notices.terms import State
from app.offices.terms import Channel, JoinEarly, MeetingInfoMail, Policy, RefusalGround
from app.web.filters import jday

STATES: Mapping[BookingState, tuple[str, str]] = MappingProxyType(
    {
        BookingState.REQUESTED: ("申込み受付", "info"),
        BookingState.AWAITING_REPLY: ("返信待ち", "care"),
        BookingState.CONFIRMED: ("予約完了", "good"),
        BookingState.IN_SESSION: ("相談中", "info"),
        BookingState.HELD: ("相談終了", "done"),
        BookingState.CANCELLED: ("取下げ", "plain"),
        BookingState.DEEMED_CANCELLED: ("キャンセル扱い", "care"),
        BookingState.INVALID: ("無効", "plain"),
        BookingState.REFUSED: ("お断り", "plain"),
        BookingState.STOPPED: ("取り止め", "bad"),
        BookingState.DECLINED_TERMS: ("不同意", "plain"),
    }
)
"""Each state with its word and the kind of its tag."""

DELIVERIES: Mapping[State, tuple[str, str]] = MappingProxyType(
    {
        State.WAITING: ("送信待ち", "info"),
        State.SENDING: ("送信中", "info"),
        State.SENT: ("送信済み", "good"),
        State.REFUSED: ("届かなかった", "bad"),
        State.NEEDS_HUMAN: ("確かめが必要", "bad"),
        State.VOID: ("取りやめ", "plain"),
        State.EXPIRED: ("期限切れ", "plain"),
    }
)
"""Each state of a mail in the same way."""

MAILS: Mapping[str, str] = MappingProxyType(
    {
        "M-KNG-1": "予約完了通知",
        "M-KNG-2": "パスワード通知",
        "M-KNG-3": "Web面談情報通知",
        "M-KNG-4": "予約前通知",
        "M-KNG-5": "パスワード通知（再送）",
        "M-KNG-6": "予約取下げ通知",
        "M-KNG-7": "お断りの通知",
        "M-MYK-1": "申込確認メール（返信依頼）",
        "M-MYK-2": "予約確定メール",
        "M-MYK-3": "次回予約の連絡",
        "M-NGS-1": "招待メール",
        "M-NGS-2": "次回予約の連絡",
        "M-KRS-1": "招待メール",
        "M-KRS-2": "招待メール（次回予約）",
        "M-OWN-1": "同じ日の2件目の申込みについて",
        "M-OWN-2": "今後の利用について",
        "M-OWN-3": "予約の日時についてのお知らせ",
        "M-OWN-4": "確認コード（照会用）",
        "M-OWN-6": "窓口からの取消しのお知らせ",
    }
)
"""Mails by their name in the catalogue (RULES (b))."""


ACTS: Mapping[DeskAct, tuple[str, str]] = MappingProxyType(
    {
        DeskAct.ARRANGEMENT: ("日時を決める", "arrangement"),
        DeskAct.REPLY: ("返信受領", "reply"),
        DeskAct.MEETING_INFO: ("URLを入れる", "meeting-info"),
        DeskAct.ADMISSION: ("入室を許可", "admission"),
        DeskAct.CONTACT: ("連絡あり", "contact"),
        DeskAct.REINSTATEMENT: ("予約に戻す", "reinstatement"),
        DeskAct.COMPLETION: ("終了する", "completion"),
    }
)
"""The acts of a row with their noun in the address."""
CHANNELS: Mapping[str, str] = MappingProxyType(
    {
        Channel.SITE.value: "サイト",
        Channel.WEB_REQUEST.value: "サイト（申込みの受付）",
        Channel.PHONE.value: "電話",
        Channel.COUNTER.value: "窓口",
        Channel.AT_SESSION.value: "相談のとき（次回予約）",
        Channel.INSTANT.value: "即時利用",
    }
)
"""How a booking was applied for."""

ENTRY = "入室を許可する"
"""What begins a consultation where the office permits entry (KNG-35)."""
AT_ONCE = frozenset({DeskAct.ADMISSION})
"""Acts that ask nothing more: one press in the row does them."""


def state_words(state: BookingState) -> str:
    """The word of a state."""
    return STATES[state][0]


def mail_words(kind: str) -> str:
    """The name of a mail; its catalogue name where it has no other."""
    return MAILS.get(kind, kind)


def admission_words(policy: Policy) -> str:
    """What begins a consultation: entry is permitted, taking part is accepted (KRS-15), or it just begins."""
    if not policy.admission:
        return "相談を始める"
    return "参加を承諾する" if policy.join_early is JoinEarly.FORBIDDEN else ENTRY


def meeting_info_words(policy: Policy, state: BookingState) -> str:
    """What entering the address does: it invites, where the invitation confirms (KRS-26)."""
    invites = policy.meeting_info_mail is MeetingInfoMail.BY_NEXT_OPEN_DAY_AND_DAY_BEFORE
    return "招待メールを送る" if invites and state is BookingState.REQUESTED else "相談のURLを入れる"


def act_title(act: DeskAct, usual: str, policy: Policy, state: BookingState) -> str:
    """What the page of an act is called at an office."""
    mails_the_url = policy.meeting_info_mail is not MeetingInfoMail.BY_PREVIOUS_OPEN_DAY
    if act is DeskAct.MEETING_INFO and mails_the_url:
        return "招待メール" if state is BookingState.REQUESTED else "相談のURL"
    if act is DeskAct.STOP and policy.refusal is not RefusalGround.BY_CONTENT:
        return "相談の中止"
    begins = admission_words(policy)
    return begins if act is DeskAct.ADMISSION and begins != ENTRY else usual


def act_button(act: DeskAct, usual: str, policy: Policy, state: BookingState) -> str:
    """What its press says there."""
    if act is DeskAct.ADMISSION:
        return admission_words(policy)
    mails_the_url = policy.meeting_info_mail is not MeetingInfoMail.BY_PREVIOUS_OPEN_DAY
    return "メールで知らせる" if act is DeskAct.MEETING_INFO and mails_the_url else usual


def row_words(act: DeskAct, policy: Policy) -> str:
    """The word of an act in a row."""
    return admission_words(policy).removesuffix("する") if act is DeskAct.ADMISSION else ACTS[act][0]


LACKS: Mapping[Lack, str] = MappingProxyType(
    {
        Lack.MEETING_INFO: "相談URL",
        Lack.INVITATION: "招待",
        Lack.REPLY: "ご本人の返信",
        Lack.ANSWER: "即時利用の返事",
        Lack.OUTCOME: "結果の入力",
    }
)
"""What a line lacks."""


def lack_words(each: DayLine) -> str:
    """What a line lacks, with the day by which it is due; empty where nothing is missing."""
    return _lack_words(each.lacks, each.due.value if each.due else None)


@lru_cache(maxsize=256)
def _lack_words(lacks: Lack | None, due: date | None) -> str:
    """The same; kept, because a day's rows mostly lack the same, and inside there is one language."""
    if lacks is None:
        return ""
    by = f"（{jday(due)}まで）" if due and lacks is not Lack.OUTCOME else ""
    return f"{LACKS[lacks]}{by}"


ROW = {
    "row_acts": ACTS,
    "row_words": row_words,
    "act_title": act_title,
    "act_button": act_button,
    "at_once": AT_ONCE,
    "admission_words": admission_words,
    "meeting_info_words": meeting_info_words,
    "kind_words": KINDS,
    "channel_words": CHANNELS,
}


@blueprint.context_processor
def words() -> dict[str, object]:
    """The same for the templates of the desk."""
    mails = {"deliveries": DELIVERIES, "mail_words": mail_words, "trouble_words": trouble_words}
    return {"states": STATES, "lack_words": lack_words, **mails, **ROW}
