"""Words of what staff choose from, by the values the rules know."""

from app.booking.terms.bookings import ConsultationMethod, SessionKind, ToldBy
from app.booking.terms.intake import TermsRead
from app.booking.terms.people import Device
from app.kernel.registration import Registration
from app.offices.terms import Channel

METHODS = {
    ConsultationMethod.LABOUR_CONSULTATION.value: "オンライン労働相談",
    ConsultationMethod.JOB_CONSULTATION.value: "オンライン職業相談",
}
CHANNELS = {Channel.PHONE.value: "電話", Channel.COUNTER.value: "窓口"}
KINDS = {
    SessionKind.CONSULTATION.value: "職業相談",
    SessionKind.PLACEMENT.value: "職業紹介",
    SessionKind.INTERVIEW.value: "面接",
    SessionKind.SELECTION.value: "管理選考",
}
REGISTRATIONS = {
    Registration.HELLOWORK.value: "ハローワーク利用登録者",
    Registration.ONLINE.value: "オンライン登録者",
    Registration.REGISTERING.value: "これから登録する",
}
DEVICES = {
    Device.PC.value: "パソコン（Webカメラつき）",
    Device.TABLET.value: "タブレット",
    Device.SMARTPHONE.value: "スマートフォン",
    Device.NONE.value: "Webカメラのある機器がない",
}
TERMS_READ = {TermsRead.COUNTER.value: "窓口で確かめた", TermsRead.HOMEPAGE.value: "ホームページで確かめた"}
TOLD_BY = {
    ToldBy.MAIL.value: "メールで送る",
    ToldBy.MYPAGE.value: "マイページに載せる",
    ToldBy.TELEPHONE.value: "電話で知らせる",
}
