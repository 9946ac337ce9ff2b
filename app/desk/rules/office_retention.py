"""Which periods of retention may be chosen. The documents name none; nothing is deleted before an office has chosen."""

from app.desk.terms.office_retention import Months, Proposal, RetentionRefusal


def ground_against_periods(asked: Months, before: Months | None) -> RetentionRefusal | None:
    """Why these periods are not taken: the whole record would go before its parts, or nothing differs."""
    contact_months, record_months, _use_log_months = asked
    if record_months < contact_months:
        return RetentionRefusal.RECORD_BEFORE_CONTACT
    return RetentionRefusal.NOTHING_CHANGED if asked == before else None


def ground_against_approval(proposal: Proposal, account_id: int) -> RetentionRefusal | None:
    """Why somebody may not approve a proposal: it is settled, or his own (SECURITY 2.3.5)."""
    if not proposal.is_open:
        return RetentionRefusal.ALREADY_SETTLED
    return RetentionRefusal.SAME_PERSON if proposal.proposed_by == account_id else None
