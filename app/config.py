"""The settings of one process: one frozen value."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from app.kernel.roles import Surface
from app.keys import Keys

PREFIX = "MADOGUCHI_"
PROJECT_ROOT = Path(__file__).resolve().parent.parent
DEMO_MAIL_FROM = "madoguchi@localhost.example"
DEMO_URL = "http://127.0.0.1:8000"
HERE = ("", "localhost", "127.0.0.1", "::1")


class Mode(Enum):
    """The demo makes its own secrets and may move its clock; production refuses both."""

    DEMO = "demo"
    PRODUCTION = "production"


class SettingsRefused(Exception):
    """The environment cannot be served; `problems` names each setting and what is wrong."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything one process may differ in from another; the README has the table."""

    keys: Keys = field(repr=False)
    database_url: str = field(repr=False)
    mode: Mode = Mode.DEMO
    instance: Path = PROJECT_ROOT / "instance"
    surfaces: frozenset[Surface] = frozenset(Surface)
    clock: datetime | None = None
    smtp_url: str | None = field(default=None, repr=False)
    mail_from: str = DEMO_MAIL_FROM
    security_contact: str | None = None
    public_base_url: str = DEMO_URL
    agency_base_url: str = DEMO_URL
    intranet_base_url: str = DEMO_URL
    trusted_hosts: tuple[str, ...] = ()
    proxy_hops: int = 0
    limits: bool = True
    log_level: str = "INFO"
    testing: bool = False

    @property
    def demo(self) -> bool:
        """Whether this is the demo."""
        return self.mode is Mode.DEMO

    @property
    def base_urls(self) -> dict[Surface, str]:
        """The address each surface is reached at, without a slash at the end."""
        return {
            Surface.PUBLIC: self.public_base_url,
            Surface.AGENCY: self.agency_base_url,
            Surface.INTRANET: self.intranet_base_url,
        }


def unsafe_in_production(settings: Settings) -> list[str]:
    """Each value that a production boot refuses, named, in Japanese; empty in the demo."""
    if settings.demo:
        return []
    unsafe = {
        "DATABASE_URL": not _safe_database(settings.database_url),
        "CLOCK": settings.clock is not None,
        "LIMITS": not settings.limits,
        "SMTP_URL": not _safe_smtp(settings.smtp_url),
        "MAIL_FROM": settings.mail_from == DEMO_MAIL_FROM,
        "TRUSTED_HOSTS": not settings.trusted_hosts,
    }
    for surface in settings.surfaces:
        unsafe[f"{surface.name}_BASE_URL"] = not settings.base_urls[surface].startswith("https://")
    return [f"{PREFIX}{name}: {_UNSAFE.get(name, _NOT_HTTPS)}" for name, bad in unsafe.items() if bad]


def _safe_database(url: str) -> bool:
    """PostgreSQL on this machine, or elsewhere with its certificate checked (SECURITY 12.3)."""
    parts = urlsplit(url)
    if not parts.scheme.startswith("postgresql"):
        return False
    query = parse_qs(parts.query)
    hosts = [parts.hostname or "", *query.get("host", []), *query.get("hostaddr", [])]  # the later ones prevail
    here = all(host in HERE or host.startswith("/") for host in hosts) and "service" not in query
    return here or query.get("sslmode") == ["verify-full"]


def _safe_smtp(url: str | None) -> bool:
    """A mail server on this machine, or elsewhere over TLS (SECURITY 12.3)."""
    parts = urlsplit(url or "")
    return parts.scheme in ("smtps", "smtp+starttls") or (parts.scheme == "smtp" and parts.hostname in HERE)


_NOT_HTTPS = "本番では https:// で始まるアドレスが必要です。"
_UNSAFE = {
    "DATABASE_URL": "本番では postgresql:// で始まる接続先が必要です（別の機械なら ?sslmode=verify-full を付けます）。",
    "CLOCK": "本番では時計を動かせません。",
    "LIMITS": "本番では制限を外せません。",
    "SMTP_URL": "本番では暗号化されるメールの送信先（smtps:// か smtp+starttls://）が必要です。",
    "MAIL_FROM": "本番では差出人のメールアドレスが必要です。",
    "TRUSTED_HOSTS": "本番では受け付けるホスト名が必要です。",
}
