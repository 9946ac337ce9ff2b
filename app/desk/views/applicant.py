"""What a booking tells of its applicant, in words: only what the office asks for or the person told."""

from collections.abc import Iterator

from app.accounts.queries.people import names_of
from app.booking.queries.followers import next_numbers, previous_number, terms_read_of
from app.booking.queries.office_bookings import place_name
from app.booking.terms.application import ApplicantType
from app.booking.terms.bookings import BookingRecord
from app.desk.forms.choices import DEVICES, KINDS, METHODS, REGISTRATIONS, TERMS_READ, TOLD_BY
from app.desk.views.words import CHANNELS
from app.offices.terms import Policy
from app.web.filters import jdate, jdatetime, phone

Fact = tuple[str, str]
TYPES = {ApplicantType.WORKER: "労働者", ApplicantType.EMPLOYER: "求人者", ApplicantType.SEEKER: "求職者"}


def applicant_facts(booking: BookingRecord, policy: Policy) -> list[Fact]:
    """The facts in the order of the form; what is empty is left out, the name and the telephone never are."""
    told = [*_of_person(booking, policy), *_of_registration(booking), *_of_session(booking, policy), *_of_way(booking)]
    return [(label, words) for label, words in told if words or label in ("氏名", "電話番号")]


def _of_person(booking: BookingRecord, policy: Policy) -> Iterator[Fact]:
    employer = booking.applicant_type is ApplicantType.EMPLOYER and policy.areas
    yield "氏名", booking.name
    yield "フリガナ", booking.name_kana
    yield "電話番号", phone(booking.phone) if booking.phone else "（聞き取りなし）"
    yield "メールアドレス", booking.email
    yield "お申込みの方", "使用者（会社や事業主の方）" if employer else TYPES[booking.applicant_type]
    yield "在住地", place_name(booking.residence) if booking.residence.prefecture else ""
    yield "事業所の所在地", place_name(booking.workplace) if booking.workplace.prefecture else ""
    yield "事業所", booking.establishment


def _of_registration(booking: BookingRecord) -> Iterator[Fact]:
    """What shows who may use the service (MYK-05, NGS-04, KRS-06)."""
    yield "求職番号", booking.seeker_number
    yield "求職登録", _registration(booking)
    yield "求職者マイページ", "開設済み" if booking.mypage_opened else ""
    officer = [booking.support_officer, f"（{booking.support_place}）" if booking.support_place else ""]
    yield "個別支援担当者", "".join(officer)
    yield "使う機器", DEVICES[booking.device.value] if booking.device else ""


def _registration(booking: BookingRecord) -> str:
    """With the day of the switch, where a session held made an online one one with Hello Work (NGS-06)."""
    words = REGISTRATIONS[booking.registration.value] if booking.registration else ""
    on = booking.registration_switched_on
    return f"{words}（{jdate(on)}の相談で、オンライン登録者から切替え）" if on else words


def _of_session(booking: BookingRecord, policy: Policy) -> Iterator[Fact]:
    people = names_of(each for each in (booking.nominated_counselor_id, booking.counselor_id) if each is not None)
    yield "相談項目", booking.topic
    yield "相談の種類", KINDS[booking.session_kind.value] if booking.session_kind else ""
    yield "同席する方", booking.companion
    yield "指名", people.get(booking.nominated_counselor_id or 0, "")
    yield "はじめの希望", jdatetime(booking.wished_at) if booking.wished_at else ""
    yield "担当", people.get(booking.counselor_id or 0, "")
    yield "ツール", booking.tool or policy.video_tool


def _of_way(booking: BookingRecord) -> Iterator[Fact]:
    """How it came to be, what it follows, and how its person is told."""
    read = terms_read_of(booking.id)
    yield "希望する相談", METHODS[booking.method.value] if booking.method else ""
    yield "申込みの方法", CHANNELS[booking.channel.value]
    yield "申込みの日時", jdatetime(booking.applied_at)
    yield "利用規約の確認", TERMS_READ[read.value] if read else ""
    yield "前回の予約", previous_number(booking)
    yield "次回の予約", "、".join(next_numbers(booking.id))
    yield "日時などの知らせ方", TOLD_BY[booking.told_by.value] if booking.told_by else ""
