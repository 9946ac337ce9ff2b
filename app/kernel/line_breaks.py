"""Breaking a Japanese sentence into the lines of a plain mail: no word torn, no line begun with a closing sign."""

import re
import unicodedata

PIECE = re.compile(r"[!-~]+|\s+|.")
NEVER_FIRST = "、。，．・：；？！）」』】ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々"
NEVER_LAST = "（「『【"


def columns(text: str) -> int:
    """The width of a text: two for a full-width character, one for any other."""
    return sum(2 if unicodedata.east_asian_width(sign) in "FWA" else 1 for sign in text)


def broken(text: str, width: int) -> list[str]:
    """The lines of a text, each at most `width` columns wide, or two more for a closing sign that may not begin one."""
    lines = [""]
    for piece in PIECE.findall(text):
        full = columns(lines[-1]) + columns(piece) > width
        if full and piece not in NEVER_FIRST and not piece.isspace():
            kept = lines[-1].rstrip(NEVER_LAST)
            carried = lines[-1][len(kept) :]
            lines[-1] = kept.rstrip()
            lines.append(carried + piece)
        else:
            lines[-1] += piece
    return [line for line in (each.rstrip() for each in lines) if line]
