"""Orders under the Employment Security Act: whom they keep out, and how they are entered (2(1), 8(1))."""

from datetime import date

from app.agencies.terms.kinds import BusinessOrderKind
from app.agencies.terms.processing import OrderFacts, OrderRefusal


def bars_admission(order: OrderFacts, day: date) -> bool:
    """Whether an order keeps an organisation from being newly admitted on a day (AGY-006, 2(1)).

    事業停止命令 while it lasts; 業務改善命令 and 許可の取消し until the improvement is confirmed.
    """
    if day < order.from_on:
        return False
    if order.kind is BusinessOrderKind.SUSPENSION_ORDER:
        return order.until_on is None or day <= order.until_on
    return order.improved_on is None or day < order.improved_on


def ground_against_order(order: OrderFacts, today: date) -> OrderRefusal | None:
    """Why an order is not entered as it was typed."""
    if order.kind is BusinessOrderKind.SUSPENSION_ORDER and order.until_on is None:
        return OrderRefusal.END_MISSING
    if order.until_on is not None and order.until_on < order.from_on:
        return OrderRefusal.END_BEFORE_START
    return OrderRefusal.IN_FUTURE if order.from_on > today else None


def ground_against_improvement(order: OrderFacts, confirmed_on: date, today: date) -> OrderRefusal | None:
    """Why the day on which an improvement was confirmed is not entered (AGY-006)."""
    if order.improved_on is not None:
        return OrderRefusal.IMPROVED_ALREADY
    if confirmed_on > today:
        return OrderRefusal.IN_FUTURE
    return OrderRefusal.IMPROVED_BEFORE if confirmed_on < order.from_on else None
