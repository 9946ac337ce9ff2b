"""What the attributes of one policy owe to each other."""

from collections.abc import Callable, Iterator
from dataclasses import fields
from itertools import pairwise

from app.kernel.hours import fits, minutes_of
from app.offices.terms import Channel, CompletionMail, ConfirmationMode, Eligibility, EmployerUse, Field, Policy

Contradiction = tuple[str, str]
KNOWN_BY = (Field.EMAIL, Field.PHONE, Field.NAME_KANA)
_NOT_KEN = ("東京都", "北海道", "大阪府", "京都府")


def contradictions(policy: Policy) -> tuple[Contradiction, ...]:
    """Every attribute that does not fit the others, with what would fit."""
    return tuple(found for check in _CHECKS for found in check(policy))


def _slots(policy: Policy) -> Iterator[Contradiction]:
    minutes = policy.session_minutes
    starts = [minutes_of(start) for start in policy.slot_starts]
    if any(after - before < minutes for before, after in pairwise(starts)):
        yield "slot_starts", f"早い順で、互いに{minutes}分以上離れた時刻"
    for start in policy.slot_starts:
        if not fits(start, minutes, policy.windows):
            yield "slot_starts", f"{start:%H:%M}からの{minutes}分が windows の一つに収まること"


def _capacity(policy: Policy) -> Iterator[Contradiction]:
    if policy.public_capacity > policy.capacity:
        yield "public_capacity", f"capacity（{policy.capacity}）以下"


def _channels(policy: Policy) -> Iterator[Contradiction]:
    if Channel.WEB_REQUEST in policy.booking_channels:
        yield "booking_channels", "web_request = true で表します"
    if policy.instant_use != (Channel.INSTANT in policy.booking_channels):
        yield "instant_use", "booking_channels の instant と同じ"
    if policy.instant_reconsent and not policy.instant_use:
        yield "instant_reconsent", "instant_use = true のときだけ true"
    if policy.employer_users is EmployerUse.INSTANT_ONLY and not policy.instant_use:
        yield "employer_users", "instant_use = true のときだけ instant_only"
    yield from _channel_tables(policy)


def _channel_tables(policy: Policy) -> Iterator[Contradiction]:
    """Each way in has its line; that of the web request may stand ready while it is switched off (Q-19)."""
    used = set(policy.booking_channels)
    modes, consents = set(policy.confirmation_mode), set(policy.consent_mode)
    ready = {Channel.WEB_REQUEST} & modes & consents
    if modes - ready != used - {Channel.INSTANT}:
        yield "confirmation_mode", "使う申込方法（即時利用を除く）と同じ名前の表"
    if consents - ready != used:
        yield "consent_mode", "使う申込方法と同じ名前の表"
    if policy.web_request and not ready:
        yield "web_request", "confirmation_mode と consent_mode に web_request があるときだけ true"


def _form_fields(policy: Policy) -> Iterator[Contradiction]:
    twice = set(policy.required_fields) & set(policy.optional_fields)
    if twice:
        yield "optional_fields", f"required_fields にない項目（重なり: {', '.join(sorted(twice))}）"
    if Field.TOPIC in policy.required_fields and not policy.topics:
        yield "topics", "相談項目を一つ以上"
    if policy.nomination != (Field.NOMINATED_COUNSELOR in policy.optional_fields):
        yield "nomination", "optional_fields の nominated_counselor と同じ"


def asked_at_the_counter(policy: Policy) -> dict[str, tuple[Field, ...]]:
    """What staff must ask a caller for, by why: what the office does with a booking needs it.

    The address of the mails that a completed application sends at once, where callers are booked like on the site
    (KNG-24, KNG-26); what the site knows a person by, where a person has so many bookings a day (KNG-17, Q-04); where
    the person lives and works, where that decides who may apply (KNG-04, Q-03).
    """
    like_the_site = policy.confirmation_mode.get(Channel.SITE) is ConfirmationMode.ON_COMPLETION
    mailed = like_the_site and policy.completion_mail is not CompletionMail.NONE
    known_by = tuple(field for field in KNOWN_BY if field in policy.required_fields)
    return {
        "申込みを終えた人にメールを送るため": (Field.EMAIL,) if mailed else (),
        "1日の回数を数えるため": known_by if policy.daily_limit is not None else (),
        "対象の地域の人か確かめるため": (Field.RESIDENCE, Field.WORKPLACE) if policy.areas else (),
    }


def _counter_fields(policy: Policy) -> Iterator[Contradiction]:
    for reason, asked in asked_at_the_counter(policy).items():
        missing = [field.value for field in asked if field not in policy.counter_required_fields]
        if missing:
            yield "counter_required_fields", f"{reason}、{'と'.join(missing)}を含むこと"


def _area(policy: Policy) -> Iterator[Contradiction]:
    if bool(policy.areas) != (Eligibility.AREA in policy.eligibility):
        yield "areas", "eligibility に area があるときだけ、都道府県を一つ以上"
    if any(not is_prefecture(area) for area in policy.areas):
        yield "areas", "「神奈川県」のような都道府県名"


def _support(policy: Policy) -> Iterator[Contradiction]:
    if bool(policy.support_places) != (Eligibility.SUPPORTED in policy.eligibility):
        yield "support_places", "eligibility に supported があるときだけ、支援を行う窓口を一つ以上"


def is_prefecture(area: str) -> bool:
    """Whether `area` is written as a prefecture is: 神奈川県, 東京都, 北海道."""
    return area in _NOT_KEN or (area.endswith("県") and 3 <= len(area) <= 4)


def _proposed(policy: Policy) -> Iterator[Contradiction]:
    names = {field.name for field in fields(policy)}
    for name in policy.proposed:
        if name not in names:
            yield "proposed", f"項目の名前（{name} という項目はありません）"


_CHECKS: tuple[Callable[[Policy], Iterator[Contradiction]], ...] = (
    _slots,
    _capacity,
    _channels,
    _form_fields,
    _counter_fields,
    _area,
    _support,
    _proposed,
)
