"""The decision on an application: one ground at most, always the first that holds."""

from app.booking.rules.places import prefecture_name
from app.booking.terms.application import ApplicantType, Application, ApplicationFacts, BookingRefusal, FormFacts
from app.kernel.slots import SlotTime, WhyClosed
from app.offices.terms import Channel, Eligibility, EmployerUse, Policy, ToolTermsMode

_CLOSED_FOR = {
    WhyClosed.PAST: BookingRefusal.TOO_LATE,
    WhyClosed.DEADLINE_OVER: BookingRefusal.TOO_LATE,
    WhyClosed.BEYOND_WINDOW: BookingRefusal.NOT_YET_OFFERED,
    WhyClosed.NOT_OFFICIAL: BookingRefusal.NOT_YET_OFFERED,
    WhyClosed.STOPPED: BookingRefusal.STOPPED,
    WhyClosed.TAKEN: BookingRefusal.TAKEN,
}


def ground_for_refusal(facts: ApplicationFacts, policy: Policy) -> BookingRefusal | None:
    """Why the application is refused, or None.

    Order: the office, the time, what the form says, and last the person, so that a refusal which concerns the
    person is only met by an application that would have been taken otherwise (SECURITY R2).
    """
    return (
        ground_of_office(facts.office_ready, policy)
        or ground_of_slot(facts.slot)
        or ground_of_form(facts.form, policy)
        or ground_of_person(facts, policy)
    )


def ground_of_office(office_ready: bool, policy: Policy) -> BookingRefusal | None:
    """The office is not open yet, or takes no applications on the site (KNG-18)."""
    if not office_ready:
        return BookingRefusal.NOT_OPEN_YET
    return None if Channel.SITE in policy.booking_channels else BookingRefusal.NOT_BOOKED_HERE


def ground_of_slot(slot: SlotTime | None) -> BookingRefusal | None:
    """The time is none the office has set, is closed, too near (KNG-19), or taken (KNG-13 to KNG-16)."""
    if slot is None:
        return BookingRefusal.NO_SUCH_TIME
    if slot.why is not None:
        return _CLOSED_FOR.get(slot.why.kind, BookingRefusal.CLOSED)
    return None if slot.is_free else BookingRefusal.TAKEN


def form_facts(application: Application) -> FormFacts:
    """What the decision needs of an application's form."""
    places = (application.residence, application.workplace)
    return FormFacts(
        applicant_type=application.applicant_type,
        prefectures=tuple(prefecture_name(place) for place in places),
        accepted_tool=application.accepted_tool,
    )


def ground_of_form(form: FormFacts, policy: Policy) -> BookingRefusal | None:
    """What the form says does not fit: who may apply (KNG-04, KNG-05), the tool's terms (KNG-08)."""
    if form.applicant_type is ApplicantType.EMPLOYER and policy.employer_users is not EmployerUse.YES:
        return BookingRefusal.EMPLOYER_NOT_SERVED
    if Eligibility.AREA in policy.eligibility and not is_in_area(form.prefectures, policy.areas):
        return BookingRefusal.OUTSIDE_AREA
    if policy.tool_terms_mode is ToolTermsMode.TICK and not form.accepted_tool:
        return BookingRefusal.TOOL_TERMS
    return None


def is_in_area(prefectures: tuple[str, ...], areas: tuple[str, ...]) -> bool:
    """Whether the person lives or works, or the employer does business, in the area served (KNG-04, Q-03)."""
    return any(prefecture in areas for prefecture in prefectures)


def ground_of_person(facts: ApplicationFacts, policy: Policy) -> BookingRefusal | None:
    """The person may not use the service any more (KNG-42), or has a booking that day (KNG-17)."""
    if facts.banned:
        return BookingRefusal.BANNED
    if policy.daily_limit is not None and facts.bookings_that_day >= policy.daily_limit:
        return BookingRefusal.SECOND_THAT_DAY
    return None
