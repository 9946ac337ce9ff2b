"""Who is the same person (KNG-17, Q-04)."""

from app.booking.terms.application import KeyKind, PersonKey
from app.kernel.folding import kana_key, mail_key


def person_keys(*, email: str, phone: str, name_kana: str, account_id: int | None = None) -> tuple[PersonKey, ...]:
    """By what an applicant is recognised, from folded values.

    Same person: same account, or same mail address case-folded, or same telephone number and furigana. Neither
    a telephone nor a furigana alone is enough: families share the one, strangers the other (Q-04).
    """
    keys = [
        PersonKey(KeyKind.MAIL, mail_key(email)),
        PersonKey(KeyKind.PHONE_AND_KANA, f"{phone}\0{kana_key(name_kana)}"),
    ]
    if account_id is not None:
        keys.append(PersonKey(KeyKind.ACCOUNT, str(account_id)))
    return tuple(keys)
