"""Where a blueprint stands: its prefix, the surfaces it belongs to, whether the daily stop covers it."""

from dataclasses import dataclass

from flask import Blueprint

from app.kernel.roles import Surface

EVERYWHERE = frozenset(Surface)
PUBLIC_SITE = frozenset({Surface.PUBLIC})
AGENCY_SITE = frozenset({Surface.AGENCY})
INTRANET = frozenset({Surface.INTRANET})


@dataclass(frozen=True, kw_only=True)
class Mount:
    """One line of the factory's list; a blueprint outside `surfaces` is not registered at all.

    `stop` tells whether the daily maintenance of the information service closes it (AGY-119, Q-50);
    `demo` that production never registers it.
    """

    blueprint: Blueprint
    surfaces: frozenset[Surface]
    prefix: str = ""
    stop: bool = False
    demo: bool = False
