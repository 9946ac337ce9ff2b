"""Reading the settings from environment variables: every problem is found at once and named."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

from app.config import (
    DEMO_MAIL_FROM,
    PREFIX,
    PROJECT_ROOT,
    Mode,
    Settings,
    SettingsRefused,
    unsafe_in_production,
)
from app.kernel.moments import JST
from app.kernel.roles import Surface
from app.keys import FILE_NAME, Keys, KeysRefused, load_keys

Value = TypeVar("Value")


class Reader:
    """Reads one variable after another and collects the problems."""

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.problems: list[str] = []
        self.names: set[str] = set()

    def read(self, name: str, parse: Callable[[str], Value], default: Value) -> Value:
        """The parsed value; the default where the variable is empty or cannot be read."""
        self.names.add(PREFIX + name)
        text = self.environ.get(PREFIX + name, "").strip()
        if not text:
            return default
        try:
            return parse(text)
        except ValueError as error:
            self.problems.append(f"{PREFIX}{name}: {error}")
            return default

    def unknown(self) -> list[str]:
        """A problem for each variable with our prefix that nobody reads: a misspelt name."""
        given = {name for name in self.environ if name.startswith(PREFIX)}
        return [f"{name}: この名前の設定はありません。" for name in sorted(given - self.names - {f"{PREFIX}DOCUMENTS"})]


def read_settings(environ: Mapping[str, str]) -> Settings:
    """Settings of an environment; raises `SettingsRefused` naming every problem."""
    reader = Reader(environ)
    mode = reader.read("MODE", mode_of, Mode.DEMO)
    instance = reader.read("INSTANCE", lambda text: Path(text).absolute(), PROJECT_ROOT / "instance")
    values = _values(reader, instance, _home(environ))
    problems = reader.problems + reader.unknown()
    keys = _keys(instance, mode, problems)
    if keys is None:
        raise SettingsRefused(problems)
    settings = Settings(mode=mode, instance=instance, keys=keys, **values)  # type: ignore[arg-type]
    problems += unsafe_in_production(settings)
    if problems:
        raise SettingsRefused(problems)
    return settings


def _home(environ: Mapping[str, str]) -> str:
    return f"http://{environ.get('HOST') or '127.0.0.1'}:{environ.get('PORT') or '8000'}"


def _values(reader: Reader, instance: Path, home: str) -> dict[str, object]:
    return {
        "database_url": reader.read("DATABASE_URL", database_url, f"sqlite:///{instance / 'madoguchi.db'}"),
        "surfaces": reader.read("SURFACES", surfaces_of, frozenset(Surface)),
        "clock": reader.read("CLOCK", moment_of, None),
        "smtp_url": reader.read("SMTP_URL", smtp_url, None),
        "mail_from": reader.read("MAIL_FROM", mail_address, DEMO_MAIL_FROM),
        "security_contact": reader.read("SECURITY_CONTACT", contact, None),
        "public_base_url": reader.read("PUBLIC_BASE_URL", base_url, home),
        "agency_base_url": reader.read("AGENCY_BASE_URL", base_url, home),
        "intranet_base_url": reader.read("INTRANET_BASE_URL", base_url, home),
        "trusted_hosts": reader.read("TRUSTED_HOSTS", names_of, ()),
        "proxy_hops": reader.read("PROXY_HOPS", small_number, 0),
        "limits": reader.read("LIMITS", switch, True),
        "log_level": reader.read("LOG_LEVEL", log_level, "INFO"),
    }


def _keys(instance: Path, mode: Mode, problems: list[str]) -> Keys | None:
    try:
        return load_keys(instance / FILE_NAME, make=mode is Mode.DEMO)
    except KeysRefused as refused:
        problems.extend(refused.problems)
        return None


def _one_of(text: str, allowed: Mapping[str, object]) -> object:
    try:
        return allowed[text.lower()]
    except KeyError:
        raise ValueError(f"{'・'.join(allowed)} のどれかにしてください（今は {text}）。") from None


def mode_of(text: str) -> Mode:
    """demo or production."""
    return _one_of(text, {mode.value: mode for mode in Mode})  # type: ignore[return-value]


def surfaces_of(text: str) -> frozenset[Surface]:
    """A comma-separated list of public, agency, intranet."""
    allowed = {surface.value: surface for surface in Surface}
    return frozenset(_one_of(name.strip(), allowed) for name in text.split(","))  # type: ignore[misc]


def switch(text: str) -> bool:
    """on or off."""
    return bool(_one_of(text, {"on": True, "off": False}))


def log_level(text: str) -> str:
    """DEBUG, INFO, WARNING or ERROR."""
    return str(_one_of(text, {name.lower(): name for name in ("DEBUG", "INFO", "WARNING", "ERROR")}))


def database_url(text: str) -> str:
    """A SQLite or PostgreSQL address; psycopg 3 is meant by postgresql://."""
    if not text.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
        raise ValueError("sqlite:/// か postgresql:// で始めてください。")
    return text.replace("postgresql://", "postgresql+psycopg://", 1)


def base_url(text: str) -> str:
    """An http(s) address without path; a slash at the end is dropped."""
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path not in ("", "/"):
        raise ValueError("http:// か https:// で始まる、パスのないアドレスにしてください。")
    return f"{parts.scheme}://{parts.netloc}"


def smtp_url(text: str) -> str:
    """smtp://, smtp+starttls:// or smtps:// with host and optional port and sign-in."""
    parts = urlsplit(text)
    if parts.scheme not in ("smtp", "smtp+starttls", "smtps") or not parts.hostname:
        raise ValueError("smtp://・smtp+starttls://・smtps:// のどれかで始めてください。")
    return text


def mail_address(text: str) -> str:
    """One plain ASCII mail address."""
    local, _, domain = text.partition("@")
    if not local or "." not in domain or not text.isascii() or any(sign in text for sign in " ,;<>\r\n"):
        raise ValueError("メールアドレスを一つだけ書いてください。")
    return text


def contact(text: str) -> str:
    """Where a hole is reported: mailto: or https:// (RFC 9116)."""
    if not text.startswith(("mailto:", "https://")):
        raise ValueError("mailto: か https:// で始めてください。")
    return text


def names_of(text: str) -> tuple[str, ...]:
    """A comma-separated list of host names."""
    return tuple(name.strip() for name in text.split(",") if name.strip())


def small_number(text: str) -> int:
    """A number from 0 to 9."""
    if len(text) != 1 or text not in "0123456789":
        raise ValueError("0 から 9 の数字にしてください。")
    return int(text)


def moment_of(text: str) -> datetime:
    """An ISO date and time; without an offset it is Japan time."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError("2026-05-11T15:59:00+09:00 の形にしてください。") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=JST)
