"""Who may apply, by what an office's text asks of its users (第2条 of the terms, the guide sheets)."""

from collections.abc import Callable

from app.booking.terms.application import ApplicantType, BookingRefusal, FormFacts
from app.booking.terms.bookings import ConsultationMethod
from app.booking.terms.people import Device
from app.kernel.registration import Registration
from app.offices.terms import Channel, ConsentMode, Eligibility, EmployerUse, Policy

OF_SEEKERS = frozenset({Eligibility.REGISTERED, Eligibility.REGISTERED_OR_REGISTERING, Eligibility.SUPPORTED})


def serves_seekers(policy: Policy) -> bool:
    """Whether the office's users are job seekers, to whom an employer is a 求人者 and not a 使用者 (NGS-07)."""
    return bool(OF_SEEKERS & set(policy.eligibility))


def method_of(policy: Policy) -> ConsultationMethod:
    """What every application at the office says it wants: the online consultation of its kind (NGS-16)."""
    return ConsultationMethod.JOB_CONSULTATION if serves_seekers(policy) else ConsultationMethod.LABOUR_CONSULTATION


def becomes_hellowork(registration: Registration | None, policy: Policy) -> bool:
    """Whether the first session held makes this registration one with Hello Work, as the terms say (NGS-06, Q-18)."""
    return policy.registration_switch and registration is Registration.ONLINE


def applicant_types(policy: Policy) -> tuple[ApplicantType, ...]:
    """Whom the form lets choose; one alone is not asked for.

    An employer who may only use the service at once is offered too, and pointed there (NGS-40).
    """
    person = ApplicantType.SEEKER if serves_seekers(policy) else ApplicantType.WORKER
    return (person,) if policy.employer_users is EmployerUse.NO else (person, ApplicantType.EMPLOYER)


def must_tick(channel: Channel | None, policy: Policy) -> bool:
    """Whether the terms are agreed to by a tick, not only by applying (MYK-15)."""
    return channel is not None and policy.consent_mode.get(channel) is ConsentMode.TICK


def may_register_later(policy: Policy) -> bool:
    """Whether who is about to register may apply, with a MyPage opened (NGS-04, NGS-05)."""
    return Eligibility.REGISTERED_OR_REGISTERING in policy.eligibility


def ground_of_type(applicant_type: ApplicantType, policy: Policy) -> BookingRefusal | None:
    """Why nobody of this type has a booking at the office, on whatever way; an employer may use it at once (NGS-40)."""
    if applicant_type is not ApplicantType.EMPLOYER or policy.employer_users is EmployerUse.YES:
        return None
    instant = policy.employer_users is EmployerUse.INSTANT_ONLY
    return BookingRefusal.EMPLOYER_INSTANT_ONLY if instant else BookingRefusal.EMPLOYER_NOT_SERVED


def ground_of_eligibility(form: FormFacts, policy: Policy) -> BookingRefusal | None:
    """The first condition of the office that the form does not meet; all of them must hold (MYK-06, NGS-08, KRS-08)."""
    of_type = ground_of_type(form.applicant_type, policy)
    if of_type is not None:
        return of_type
    checks = (_CHECKS[asked] for asked in policy.eligibility if asked in _CHECKS)
    return next((ground for check in checks if (ground := check(form, policy))), None)


def is_in_area(prefectures: tuple[str, ...], areas: tuple[str, ...]) -> bool:
    """Whether the person lives or works, or the employer does business, in the area served (KNG-04, Q-03)."""
    return any(prefecture in areas for prefecture in prefectures)


def _of_area(form: FormFacts, policy: Policy) -> BookingRefusal | None:
    return None if is_in_area(form.prefectures, policy.areas) else BookingRefusal.OUTSIDE_AREA


def _of_registration(form: FormFacts, _policy: Policy) -> BookingRefusal | None:
    """MYK-05: complete at the time of applying, online or not; a number shows it where nothing else is asked."""
    is_complete = form.registration is not Registration.REGISTERING and form.has_seeker_number
    return None if is_complete else BookingRefusal.NOT_REGISTERED


def _of_registration_to_come(form: FormFacts, policy: Policy) -> BookingRefusal | None:
    """NGS-04, NGS-05: complete, or about to be, for which a MyPage must be there."""
    if form.registration is Registration.REGISTERING:
        return None if form.mypage_opened else BookingRefusal.MYPAGE_FIRST
    return _of_registration(form, policy)


def _of_device(form: FormFacts, _policy: Policy) -> BookingRefusal | None:
    """MYK-06, NGS-08, KRS-07: a device with a camera, a smartphone too (Q-22); not asked on the telephone."""
    return BookingRefusal.NO_DEVICE if form.device is Device.NONE else None


def _of_support(form: FormFacts, policy: Policy) -> BookingRefusal | None:
    """KRS-06: continued support by a named officer, at one of the places that give it."""
    known = form.support_place in ("", *policy.support_places)
    return None if form.has_support_officer and known else BookingRefusal.NOT_SUPPORTED


_CHECKS: dict[Eligibility, Callable[[FormFacts, Policy], BookingRefusal | None]] = {
    Eligibility.AREA: _of_area,
    Eligibility.REGISTERED: _of_registration,
    Eligibility.REGISTERED_OR_REGISTERING: _of_registration_to_come,
    Eligibility.DEVICE: _of_device,
    Eligibility.SUPPORTED: _of_support,
}
"""HR_STAFF speaks of employers above; TERMS_AGREED is met by applying, or by the tick that the form asks for."""
