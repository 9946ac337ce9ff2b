"""A place as typed or chosen, brought to plain codes; whatever is finer is kept apart to be sealed."""

from app.booking.terms.application import Place
from app.kernel.municipalities import MUNICIPALITIES
from app.kernel.prefectures import PREFECTURES

CODE_OF_PREFECTURE = {name: code for code, name in PREFECTURES.items()}
CODE_OF_MUNICIPALITY = {name: code for code, name in MUNICIPALITIES.items()}


def place_of(typed: str) -> Place | None:
    """The place of a chosen code (「14212」, 「13」) or a typed name (「神奈川県厚木市旭町」, 「横浜市」).

    None where neither a prefecture nor a municipality of ours leads the text (KNG-20, KNG-22).
    """
    text = "".join(typed.split())
    if text in MUNICIPALITIES:
        return Place(prefecture=text[:2], municipality=text)
    if text in PREFECTURES:
        return Place(prefecture=text)
    prefecture, rest = _leading(text, CODE_OF_PREFECTURE)
    municipality, detail = _leading(rest, CODE_OF_MUNICIPALITY)
    if municipality and prefecture in ("", municipality[:2]):
        return Place(prefecture=municipality[:2], municipality=municipality, detail=detail)
    return Place(prefecture=prefecture, detail=rest) if prefecture else None


def place_name(place: Place) -> str:
    """The place in words, as pages show it: 「神奈川県厚木市」, 「東京都」; empty where none was asked for."""
    return PREFECTURES.get(place.prefecture, "") + MUNICIPALITIES.get(place.municipality, "") + place.detail


def prefecture_name(place: Place) -> str:
    """The prefecture of the place in words; empty where none was asked for."""
    return PREFECTURES.get(place.prefecture, "")


def place_code(place: Place) -> str:
    """The code that stands for the place in a list of choices."""
    return place.municipality or place.prefecture


def places_to_choose(areas: tuple[str, ...]) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Groups of (heading, ((code, name), …)): the municipalities of each area, then every other prefecture."""
    inside = tuple(
        (area, tuple((code, name) for code, name in MUNICIPALITIES.items() if PREFECTURES[code[:2]] == area))
        for area in areas
    )
    others = tuple((code, name) for code, name in PREFECTURES.items() if name not in areas)
    return (*(group for group in inside if group[1]), ("", others))


def _leading(text: str, codes: dict[str, str]) -> tuple[str, str]:
    """The code of the name that `text` begins with, and the rest; no code where there is none."""
    for name, code in codes.items():
        if text.startswith(name):
            return code, text[len(name) :]
    return "", text
