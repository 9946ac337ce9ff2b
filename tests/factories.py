"""The cast and what it needs, as plain functions with keyword overrides. Each commits what it made."""

from datetime import UTC, datetime

from app.offices.usecases import load_profiles

OPENING = datetime(2026, 4, 1, tzinfo=UTC)
"""When the demo's offices were set up: before every day that a test calls today."""


def open_offices(now: datetime = OPENING) -> None:
    """The seven offices with their profiles and terms, as shipped."""
    load_profiles(now)
