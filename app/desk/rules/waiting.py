"""What stands against a wish for a certain counselor."""

from collections.abc import Collection

from app.desk.terms.waiting import Conflict


def conflict_of(
    nominated: int | None, *, members: Collection[int], engaged: Collection[int], on_duty: Collection[int]
) -> Conflict | None:
    """Why the nominated counselor cannot hold the wished time; None without a wish or where nothing stands against it.

    `on_duty` are those who are down for the day; where nobody is, nobody has said who works (NGS-20).
    """
    if nominated is None:
        return None
    if nominated not in members:
        return Conflict.NOBODY_NAMED
    if nominated in engaged:
        return Conflict.ENGAGED
    return Conflict.OFF_DUTY if on_duty and nominated not in on_duty else None
