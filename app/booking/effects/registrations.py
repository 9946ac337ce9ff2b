"""What a consultation that was held changes for the person's registration with Hello Work."""

from app.accounts.effects.profiles import switch_registration
from app.booking.effects.acts import Taken
from app.kernel.moments import day_of


def switch_to_hellowork(taken: Taken) -> bool:
    """The first session held makes an online registration one with Hello Work (NGS-06, Q-18); whether it did.

    Only where the office's terms say so, and for a booking made with an account.
    """
    if not taken.policy.registration_switch or taken.row.account_id is None:
        return False
    return switch_registration(taken.row.account_id, day_of(taken.now))
