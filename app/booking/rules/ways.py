"""How a booking comes to stand, by the way it was applied for (RULES (c))."""

from app.booking.terms.states import BookingState
from app.offices.terms import Channel, ConfirmationMode, Policy

FIRST_STATES = {
    ConfirmationMode.ON_COMPLETION: BookingState.CONFIRMED,
    ConfirmationMode.AT_SESSION: BookingState.CONFIRMED,
    ConfirmationMode.ON_USER_REPLY: BookingState.AWAITING_REPLY,
    ConfirmationMode.ON_CONFIRMATION_MAIL: BookingState.REQUESTED,
    ConfirmationMode.ARRANGED_BY_STAFF: BookingState.REQUESTED,
    ConfirmationMode.ON_INVITATION_RECEIVED: BookingState.REQUESTED,
}
"""Where an application of each way begins: some stand at once, the others wait for a reply or a mail."""


def confirmation_of(channel: Channel, policy: Policy) -> ConfirmationMode | None:
    """What confirms a booking that came this way; None where the office takes none so.

    A caller at an office whose site completes by itself is booked like there (KNG-25).
    """
    modes = policy.confirmation_mode
    if channel in modes:
        return modes[channel]
    site = modes.get(Channel.SITE)
    by_word = channel in (Channel.PHONE, Channel.COUNTER)
    return site if by_word and site is ConfirmationMode.ON_COMPLETION else None


def first_state(channel: Channel, policy: Policy) -> BookingState:
    """The state in which an application that came this way begins; raises for a way the office does not know."""
    mode = confirmation_of(channel, policy)
    if mode is None:
        raise ValueError(f"the office takes no applications by {channel}")
    return FIRST_STATES[mode]


def confirmed_by_arrival(channel: Channel, policy: Policy) -> bool:
    """Whether the arrival of the mail confirms a booking that came this way (MYK-21, KRS-27)."""
    modes = (ConfirmationMode.ON_CONFIRMATION_MAIL, ConfirmationMode.ON_INVITATION_RECEIVED)
    return confirmation_of(channel, policy) in modes


def channels_confirmed_by(mode: ConfirmationMode, policy: Policy) -> frozenset[Channel]:
    """The ways in whose bookings are confirmed like that."""
    return frozenset(channel for channel, each in policy.confirmation_mode.items() if each is mode)


def ways_of_intake(policy: Policy) -> tuple[Channel, ...]:
    """The ways in which staff may take an application down, telephone first (MYK-14, NGS-14, KRS-10)."""
    return tuple(each for each in (Channel.PHONE, Channel.COUNTER) if confirmation_of(each, policy) is not None)
