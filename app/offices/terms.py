"""The vocabulary of an office: what may differ between offices, and nothing else.

Every attribute of `Policy` is a row of the policy matrix under its code name; the profiles
(`profiles/*.toml`) may use exactly the words listed here, in lower case. Monday is 0.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from app.kernel.hours import Window

Channel = StrEnum("Channel", "SITE PHONE COUNTER AT_SESSION INSTANT WEB_REQUEST")
LeadKind = StrEnum("LeadKind", "OPEN_DAYS CALENDAR_DAYS")
LeadEvent = StrEnum("LeadEvent", "BOOKING_COMPLETED BOOKING_CONFIRMED")
LeadException = StrEnum("LeadException", "NONE STAFF STAFF_OR_INSTANT")
EmployerUse = StrEnum("EmployerUse", "NO YES INSTANT_ONLY")
Unconfirmed = StrEnum("Unconfirmed", "NOT_APPLICABLE INVALID NOT_USABLE")
ToolTermsMode = StrEnum("ToolTermsMode", "TICK DEEMED")
CompletionMail = StrEnum("CompletionMail", "NONE COMPLETION_NOTICE CONFIRMATION_MAIL")
MeetingInfoTo = StrEnum("MeetingInfoTo", "ENTERED_ADDRESS MYPAGE_ADDRESS CONTACT_ADDRESS")
Reminder = StrEnum("Reminder", "NONE DAY_BEFORE")
JoinEarly = StrEnum("JoinEarly", "NOT_STATED FORBIDDEN")
CancelChannel = StrEnum("CancelChannel", "SITE SITE_IF_BOOKED_THERE PHONE")
CancelCutoff = StrEnum("CancelCutoff", "NOT_STATED UNTIL_START")
BanGround = StrEnum("BanGround", "NO_CONTACT PROHIBITED_ACT")
RefusalGround = StrEnum("RefusalGround", "BY_CONTENT IMPROPER_USE IMPROPER_USE_OR_NUISANCE")
Followup = StrEnum("Followup", "NONE AT_SESSION AT_SESSION_OR_SITE")
Referral = StrEnum("Referral", "NONE BRANCH_OF_WORKPLACE")
CameraRule = StrEnum("CameraRule", "STAFF_OFF_USER_OPTIONAL WEB_CAMERA")
Environment = StrEnum("Environment", "OWN_RESPONSIBILITY SIX_CONDITIONS")
ToolSupport = StrEnum("ToolSupport", "NOT_STATED NONE")
UseLogItem = StrEnum("UseLogItem", "TIMES ACCESS DEVICE BOOKING_STATUS")
PrivacyBasis = StrEnum("PrivacyBasis", "PERSONAL_INFORMATION_ACT EMPLOYMENT_SECURITY_ACT_5_4")
ConsentMode = StrEnum("ConsentMode", "DEEMED TICK REPLY PRIOR_RECORDED")
TermsChangeMode = StrEnum("TermsChangeMode", "ANNOUNCE GROUNDS")
Fee = StrEnum("Fee", "OWN_COSTS_ONLY FREE")
ConsentKind = StrEnum("ConsentKind", "EXPLICIT DEEMED")
TermsSource = StrEnum("TermsSource", "DEMO OFFICIAL")
ClosureKind = StrEnum("ClosureKind", "CLOSED EXTRA_OPEN")
ConfirmationMode = StrEnum(
    "ConfirmationMode",
    "ON_COMPLETION ON_CONFIRMATION_MAIL ON_USER_REPLY ARRANGED_BY_STAFF ON_INVITATION_RECEIVED AT_SESSION",
)
MeetingInfoMail = StrEnum(
    "MeetingInfoMail",
    "BY_PREVIOUS_OPEN_DAY IN_CONFIRMATION_MAIL WHEN_ARRANGED BY_NEXT_OPEN_DAY_AND_DAY_BEFORE",
)
Eligibility = StrEnum(
    "Eligibility",
    "AREA REGISTERED REGISTERED_OR_REGISTERING HR_STAFF SUPPORTED DEVICE TERMS_AGREED",
)
RecordingAct = StrEnum(
    "RecordingAct",
    "PHOTO SCREENSHOT AUDIO VIDEO COPY ALTER REDISTRIBUTE REPUBLISH POST FORWARD",
)
# The names of the booking form (DESIGN 5).
Field = StrEnum(
    "Field",
    "SLOT APPLICANT_TYPE NAME NAME_KANA EMAIL PHONE RESIDENCE WORKPLACE TOPIC "
    "CONTENT SEEKER_NUMBER REGISTRATION MYPAGE_OPENED DEVICE SUPPORT_OFFICER "
    "ESTABLISHMENT COMPANION NOMINATED_COUNSELOR",
)


@dataclass(frozen=True, kw_only=True)
class Policy:
    """What one office has set, on the days it is in force. `None` means: not set yet.

    What has a default may be left out of a profile: what was set before the attribute was known says it that way.
    """

    name: str
    service_name: str
    service_kinds: tuple[str, ...]
    session_minutes: int
    weekdays: frozenset[int]  # of these, only open days of the calendar count
    windows: tuple[Window, ...]
    slot_starts: tuple[time, ...]
    lead_kind: LeadKind
    lead_days: int
    lead_cutoff: time  # to the end of this second
    lead_event: LeadEvent
    lead_exception: LeadException
    daily_limit: int | None
    required_fields: tuple[Field, ...]  # on the site or the public web request
    counter_required_fields: tuple[Field, ...]  # staff's telephone and counter intake
    optional_fields: tuple[Field, ...]
    eligibility: tuple[Eligibility, ...]
    support_places: tuple[str, ...]  # where continued support counts (KRS-06)
    employer_users: EmployerUse
    booking_channels: tuple[Channel, ...]  # as the documents know them
    web_request: bool  # our addition: switched per office, never self-confirming
    confirmation_mode: Mapping[Channel, ConfirmationMode]
    unconfirmed: Unconfirmed
    video_tool: str
    meeting_hosts: tuple[str, ...]  # where its consultations are held, with every host below; empty: not set yet
    tool_terms_mode: ToolTermsMode
    completion_mail: CompletionMail
    password_mail: bool
    enquiry_password: bool  # False: number and 8-digit code mailed
    meeting_info_mail: MeetingInfoMail
    meeting_info_to: MeetingInfoTo
    reminder: Reminder
    join_early: JoinEarly
    admission: bool
    cancel_channels: tuple[CancelChannel, ...]
    same_day_cancel_call: bool  # KNG-40
    cancel_cutoff: CancelCutoff
    cancel_mail: bool
    noshow_minutes: int
    ban_possible: tuple[BanGround, ...]
    refusal: RefusalGround
    nomination: bool
    instant_use: bool
    instant_reconsent: bool
    phone_change_blocked: bool
    followup_at_session: Followup
    switch_to_phone: bool
    referral: Referral
    branches: Mapping[str, str]  # municipality -> branch; none: main centre
    camera_rule: CameraRule
    recording_ban: tuple[RecordingAct, ...]
    environment: Environment
    tool_support: ToolSupport
    use_log: tuple[UseLogItem, ...]
    log_nondisclosure: bool
    privacy_basis: PrivacyBasis
    service_stop: bool
    consent_mode: Mapping[Channel, ConsentMode]
    terms_change_mode: TermsChangeMode
    jurisdiction_court: str
    contact_phone: str | None
    contact_switchboard: bool  # the number is a 代表 number
    contact_hours: tuple[Window, ...]  # empty: not set yet
    contact_weekdays: frozenset[int]  # empty: every open day
    address: str | None
    fee: Fee
    registration_switch: bool
    capacity: int  # seats at one start time
    public_capacity: int  # how many of them the public may take
    horizon_days: int  # how far ahead the public sees times
    topics: tuple[str, ...]  # 相談項目
    areas: tuple[str, ...]  # prefectures served (KNG-04); empty: no condition of place
    booking_site: str | None  # the name the office gives its booking site (MYK-16)
    introduction: tuple[str, ...]  # own sentences of the guide page
    join_steps: tuple[str, ...]  # the way into the meeting, in order
    notes: tuple[str, ...]
    proposed: tuple[str, ...]  # attributes whose value the documents do not state
    tool_choices: tuple[str, ...] = ()  # tools among which the applicant chooses; empty: `video_tool` alone
    contact_hours_open: bool = False  # `contact_hours` are its 開庁時間, not its telephone alone (NGS-13)


@dataclass(frozen=True, kw_only=True)
class Office:
    """An office as known everywhere. `missing` names what must be set before it opens."""

    id: str  # the slug
    name: str
    terms_set: str
    prefecture: str
    sites: tuple[str, ...]  # attached facilities (附属施設) under the same policy
    missing: tuple[str, ...]

    @property
    def slug(self) -> str:
        """The id as URLs, commands and files write it."""
        return self.id

    @property
    def ready(self) -> bool:
        """True when nothing is missing: the office may take bookings."""
        return not self.missing


@dataclass(frozen=True, kw_only=True)
class TermsVersion:
    """One version of a terms set. Older versions are known by date only: `text` is None."""

    id: int
    terms_set: str
    effective_on: date
    act: str  # what happened on that day: 施行, 制定, 改訂 …
    announced_at: datetime | None
    title: str
    text: str | None
    source: TermsSource
    ground: str | None  # 「1」 or 「2」 where the terms ask for a ground of change


@dataclass(frozen=True, kw_only=True)
class Closure:
    """A day, or some hours of it, that is shut or opened by exception. No times: the whole day."""

    office_id: str
    day: date
    kind: ClosureKind
    window: Window | None
    reason: str
