"""The decision on an application: one ground at most, always the first that holds."""

from app.booking.rules.eligibility import ground_of_eligibility
from app.booking.rules.places import prefecture_name
from app.booking.terms.application import Application, ApplicationFacts, BookingRefusal, FormFacts
from app.kernel.slots import SlotTime, WhyClosed
from app.offices.terms import Channel, Policy, ToolTermsMode

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
    return None if public_channel(policy) else BookingRefusal.NOT_BOOKED_HERE


def public_channel(policy: Policy) -> Channel | None:
    """How an application on the site counts: as a booking of the site, or as a request where the office has switched
    that on (Q-19); None where it takes neither.
    """
    if Channel.SITE in policy.booking_channels:
        return Channel.SITE
    return Channel.WEB_REQUEST if policy.web_request else None


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
        registration=application.registration,
        has_seeker_number=bool(application.seeker_number),
        mypage_opened=bool(application.mypage_opened),
        device=application.device,
        has_support_officer=bool(application.support_officer),
        support_place=application.support_place,
    )


def ground_of_form(form: FormFacts, policy: Policy) -> BookingRefusal | None:
    """What the form says does not fit: who may apply (KNG-04, KNG-05, MYK-05), the tool's terms (KNG-08)."""
    ground = ground_of_eligibility(form, policy)
    if ground is not None:
        return ground
    unticked = policy.tool_terms_mode is ToolTermsMode.TICK and not form.accepted_tool
    return BookingRefusal.TOOL_TERMS if unticked else None


def ground_of_person(facts: ApplicationFacts, policy: Policy) -> BookingRefusal | None:
    """The person may not use the service any more, or has a booking that day (KNG-17).

    Future use is refused by staff, with a reason, never by itself (KNG-42, MYK-27, NGS-39, KRS-33).
    """
    if facts.banned:
        return BookingRefusal.BANNED
    if policy.daily_limit is not None and facts.bookings_that_day >= policy.daily_limit:
        return BookingRefusal.SECOND_THAT_DAY
    return None
