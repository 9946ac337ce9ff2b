"""The words of accounts: who signs in, for which organisation, with what kind of link."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum, StrEnum

from app.kernel.registration import Registration
from app.kernel.roles import Identity, Role, Surface

OrganisationKind = StrEnum("OrganisationKind", "CENTRE HELLO_WORK BUREAU MINISTRY OPERATIONS AGENCY")
"""CENTRE is a prefecture's labour centre, HELLO_WORK a 公共職業安定所 or one of its sites; both are offices."""

AccountStatus = StrEnum("AccountStatus", "INVITED ACTIVE CLOSED")
"""INVITED has no password yet; CLOSED never signs in again."""

SignInStage = StrEnum("SignInStage", "PASSWORD COMPLETE")
"""PASSWORD: the second factor is still to be shown, no role is held."""

LinkPurpose = StrEnum("LinkPurpose", "INVITATION RESET")

CheckPurpose = StrEnum("CheckPurpose", "REGISTRATION CHANGE")

EndedWhy = StrEnum(
    "EndedWhy", "SIGNED_OUT ENDED_BY_OWNER REPLACED TOO_MANY PASSWORD_CHANGED SECOND_FACTOR_CHANGED GRANT_ENDED CLOSED"
)
"""Why a sign-in ended before its time; REPLACED got a new token for the same browser."""

OfficeKind = StrEnum("OfficeKind", "CENTRE HELLO_WORK")
"""The kinds of organisation that are offices, as a profile names them."""

OFFICE_KINDS = frozenset(OrganisationKind(kind) for kind in OfficeKind)

ACCOUNT_ROLES = frozenset(Role) - {Role.ANONYMOUS, Role.GUEST}
"""The roles an account can be of."""

PERSONAL_ROLES = frozenset({Role.SEEKER, Role.EMPLOYER})
"""Roles a person holds for himself, without an organisation of ours."""

LINK_LIFE = timedelta(hours=24)


class SignInRefusal(Enum):
    """Why nobody was let in. An unknown address, a wrong password and a closed account are one and the same."""

    WRONG = "wrong"
    CODE_WRONG = "code_wrong"


class PasswordRefusal(Enum):
    """Why a new password is not taken."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    EASILY_GUESSED = "easily_guessed"
    CURRENT_WRONG = "current_wrong"


class LinkRefusal(Enum):
    """Why a mailed link does nothing: unknown, used, expired and meant for something else are one and the same."""

    UNUSABLE = "unusable"


class GrantRefusal(Enum):
    """Why a role is not given, confirmed or taken away."""

    OWN = "own"
    NOT_YOURS_TO_GIVE = "not_yours_to_give"
    WRONG_ORGANISATION = "wrong_organisation"
    DOES_NOT_GO_TOGETHER = "does_not_go_together"
    SAME_PERSON_TWICE = "same_person_twice"
    ALREADY_HELD = "already_held"
    ALREADY_ENDED = "already_ended"


class SecondFactorRefusal(Enum):
    """Why the authenticator was not set up or taken off."""

    CODE_WRONG = "code_wrong"
    PASSWORD_WRONG = "password_wrong"
    NO_OFFER = "no_offer"
    REQUIRED = "required"


@dataclass(frozen=True, kw_only=True)
class SignInAge:
    """How long a sign-in lives without a request and at most, and how many one account may have at once."""

    idle: timedelta
    absolute: timedelta
    at_once: int


@dataclass(frozen=True, kw_only=True)
class SignInFacts:
    """What decides whether a sign-in still counts; the moments are the machine's, not the demo's."""

    last_seen_at: datetime
    ends_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class LinkFacts:
    """What decides whether a mailed link may still be used."""

    expires_at: datetime
    used_at: datetime | None
    voided_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Scope:
    """A role in an organisation: what a grant gives. A personal role has no organisation."""

    role: Role
    organisation_id: int | None = None
    organisation_kind: OrganisationKind | None = None


@dataclass(frozen=True, kw_only=True)
class GrantFacts:
    """A grant as the rules see it: to whom, what, from whom, confirmed or ended when."""

    account_id: int
    scope: Scope
    granted_by: int | None
    confirmed_at: datetime | None
    ends_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Person:
    """Who an account is, for the capabilities above: name, furigana, telephone, registration where they are known."""

    account_id: int
    kind: Role
    name: str
    name_kana: str | None
    mail: str
    phone: str | None
    seeker_number: str | None = None
    registration: Registration | None = None
    registration_switched_on: date | None = None
    establishment: str | None = None
    establishment_number: str | None = None
    language: str = "ja"


@dataclass(frozen=True, kw_only=True)
class Credentials:
    """What a password is checked against; `password_hash` is None for an account without one."""

    account_id: int
    password_hash: str | None


@dataclass(frozen=True, kw_only=True)
class SignedIn:
    """An open sign-in and whose it is. Before the second factor is shown the identity is nobody's."""

    sign_in_id: int
    ref: str
    account_id: int
    kind: Role
    stage: SignInStage
    identity: Identity
    last_seen_at: datetime
    has_second_factor: bool


@dataclass(frozen=True, kw_only=True)
class Browser:
    """Where somebody signs in from: the listener and the kind of browser, never an address.

    `place` names the listener's set of surfaces; `demo` lets people in without a second factor.
    """

    surfaces: frozenset[Surface]
    place: str
    agent: str
    demo: bool


@dataclass(frozen=True, kw_only=True)
class Entered:
    """The token of a sign-in just begun, to be carried by the browser; never kept, never logged."""

    token: str = field(repr=False)
    stage: SignInStage
    kind: Role


@dataclass(frozen=True, kw_only=True)
class Invited:
    """An invitation went out. `address` is its link, for the server's console only; None where none was made."""

    address: str | None = field(default=None, repr=False)
