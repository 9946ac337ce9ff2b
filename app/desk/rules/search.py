"""What was typed into the one field of the search, told apart by its form."""

from app.desk.terms.search import Search, SearchBy, SearchReason, SearchRefusal
from app.kernel.folding import TextRefusal, fold_kana, fold_mail, fold_phone, kana_key

SHORTEST_KANA = 2


def search_for(typed: str, number: str | None) -> Search | SearchRefusal:
    """The search that `typed` means; `number` is what it reads as a booking number, if it is one.

    A number has its check sign, an address its @, a telephone its digits; all else must be furigana of two or more
    signs, since one sign finds half the office.
    """
    if number is not None:
        return Search(SearchBy.NUMBER, number)
    if "@" in typed or "＠" in typed:
        return _folded(SearchBy.MAIL, fold_mail(typed))
    phone = fold_phone(typed)
    if phone and not isinstance(phone, TextRefusal):
        return Search(SearchBy.PHONE, phone)
    return _folded(SearchBy.KANA, fold_kana(typed))


def ground_for_refusal(search: Search, reason: SearchReason | None) -> SearchRefusal | None:
    """A search by name asks why (SECURITY T31) and for more than one sign."""
    if search.by is not SearchBy.KANA:
        return None
    if len(kana_key(search.text)) < SHORTEST_KANA:
        return SearchRefusal.TOO_SHORT
    return SearchRefusal.REASON_MISSING if reason is None else None


def _folded(by: SearchBy, text: str | TextRefusal) -> Search | SearchRefusal:
    if isinstance(text, TextRefusal) or not text:
        return SearchRefusal.NOT_READABLE
    return Search(by, text)
