"""Mail addresses: exactly one, with an ASCII domain, the old addresses of Japanese carriers included."""

import re

from app.kernel.characters import Folded, TextRefusal, control_line, narrowed

# These carriers gave out local parts with dots in a row or at the end; RFC 5322 allows them only quoted.
OLD_STYLE_DOMAINS = frozenset({"docomo.ne.jp", "ezweb.ne.jp"})
_OLD_STYLE_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}")


def fold_mail(text: str) -> Folded:
    """One address: narrowed, trimmed, its domain in lower case; the local part stays as typed.

    Refuses several addresses, line ends inside, domains that are not ASCII and what no mail server takes.
    """
    if control_line(text) is not None or len(text.strip().splitlines()) > 1:
        return TextRefusal.CONTROL
    typed = narrowed(text).strip()
    if not typed:
        return ""
    if typed.count("@") > 1:
        return TextRefusal.SEVERAL_MAILS
    local, _, domain = typed.rpartition("@")
    if not domain.isascii():
        return TextRefusal.MAIL_DOMAIN_NOT_ASCII
    if domain.lower() in OLD_STYLE_DOMAINS and _OLD_STYLE_LOCAL.fullmatch(local):
        return f"{local}@{domain.lower()}"
    return _checked(typed)


def mail_key(mail: str) -> str:
    """A folded address for comparing persons (Q-04): case folded as a whole."""
    return mail.casefold()


def quoted_mail(mail: str) -> str:
    """A folded address as mail headers and servers take it: an old-style local part stands in quotes."""
    local, _, domain = mail.rpartition("@")
    is_dotted = local.startswith(".") or local.endswith(".") or ".." in local
    return f'"{local}"@{domain}' if is_dotted else mail


def _checked(typed: str) -> Folded:
    from email_validator import EmailNotValidError, validate_email  # with all DNS behind it: only who types an address

    try:
        checked = validate_email(typed, check_deliverability=False, allow_smtputf8=False, strict=True)
    except EmailNotValidError:
        return TextRefusal.NOT_A_MAIL
    return checked.ascii_email or typed
