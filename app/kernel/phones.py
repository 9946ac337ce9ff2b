"""Japanese telephone numbers, kept as E.164."""

import re

import phonenumbers

from app.kernel.characters import LONG_VOWELS, Folded, TextRefusal, narrowed

JAPAN = 81
_TYPED = re.compile(r"\+?[0-9()\-. ]+")
_LONGEST_TYPED = 40


def fold_phone(text: str) -> Folded:
    """A Japanese number as E.164 (`+81456336110`), whatever dashes, widths and brackets were typed.

    Knows fixed lines, 070/080/090/060 mobiles, 050, 0120, 0800 and 0570. Refuses other text, numbers
    nobody in Japan can have, and numbers abroad.
    """
    typed = re.sub(f"[{LONG_VOWELS}]", "-", narrowed(text)).strip()
    if not typed:
        return ""
    if len(typed) > _LONGEST_TYPED or not _TYPED.fullmatch(typed):
        return TextRefusal.NOT_A_PHONE
    try:
        number = phonenumbers.parse(typed, "JP")
    except phonenumbers.NumberParseException:
        return TextRefusal.NOT_A_PHONE
    if not phonenumbers.is_valid_number(number):
        return TextRefusal.NOT_A_PHONE
    if number.country_code != JAPAN:
        return TextRefusal.PHONE_ABROAD
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def printed_phone(value: str) -> str:
    """A stored number (E.164) as it is printed in Japan, 045-000-0000; anything else unchanged."""
    try:
        number = phonenumbers.parse(value, "JP")
    except phonenumbers.NumberParseException:
        return value
    if not phonenumbers.is_possible_number(number):
        return value
    shape = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, shape.NATIONAL if number.country_code == JAPAN else shape.INTERNATIONAL)
