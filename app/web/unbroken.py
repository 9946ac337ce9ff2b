"""What must not be torn at a line's end on a page: days, times, telephone numbers, names, words with their readings.

Put around the words of a finished page, where they stand as text: never in an attribute, a title, a choice, a button,
a menu, what is typed or a drawing, and never in a mail or a file.
"""

import re

from flask import Flask, Response

ALONE = "title|option|textarea|script|svg|button|nav"
UNTOUCHED = (
    rf"<(?:(?:{ALONE})\b[^<]*+(?:<(?!/(?:{ALONE})>)[^<]*+)*+</[a-z]*>"
    r"|a class=\"button[^<]*+(?:<(?!/a>)[^<]*+)*+</a>"
    r"|table class=\"week\b[^<]*+(?:<(?!/table>)[^<]*+)*+</table>"
    r"|[^>]*+>)"
)
"""Buttons and menus lay out each part inside them on its own: a part held together would tear the rest apart. A week of
times has a cell for each, and is what is asked for most."""
DAY = r"(?:\d{4}年|(?:令和|平成|昭和)(?:元|\d{1,2})年)?\d{1,2}月\d{1,2}日(?:（[月火水木金土日]）)?"
TIME = r"\d{1,2}時(?!間)(?:\d\d分)?(?:から|まで)?"
ENGLISH = r"(?:[A-Z][a-z]{2} )?\d{1,2} [A-Z][a-z]{2}(?: \d{4})?\b|\d{1,2}:\d\d to \d{1,2}:\d\d"
TELEPHONE = r"0\d{1,4}-\d{1,4}-\d{3,4}"
NAME = r"かながわ|わかもの|つきまち|ハローワーク|(?:労働)?センター|附属施設"
"""Parts of the offices' names at which a browser that looks for phrases goes wrong."""
KANJI = r"[一-鿿々]"
READING = (
    rf"(?<!{KANJI})(?:{KANJI}{{1,2}}[ぁ-ん]?（[ぁ-ゖー]{{1,5}}）(?:(?!{NAME})[ぁ-ん])?"
    rf"|{KANJI}{{1,4}}（[ぁ-ゖー]{{1,6}}）)"
)
"""Short ones alone: a long one would stand out of a phone's heading."""
BETWEEN = re.compile(rf"((?:{UNTOUCHED}\s*+)++)")
FIRST = "0-9令平昭かわつハ労セ附A-Z"
HINT = re.compile("[0-9（かわつハ労セ附]")
"""What every part that is held together has one of: most words of a page are passed over for want of it."""
WHOLE = re.compile(rf"(?:(?=[{FIRST}])(?:{DAY}|{TIME}|{TELEPHONE}|{NAME}|{ENGLISH})|{READING})")


def init_unbroken(app: Flask) -> None:
    """Go over every page before it is compressed."""
    app.after_request(hold_together)


def hold_together(response: Response) -> Response:
    """The same page with what belongs together in one line."""
    if response.mimetype == "text/html" and not response.direct_passthrough:
        response.set_data(unbroken(response.get_data(as_text=True)))
    return response


def unbroken(page: str) -> str:
    """The HTML with `span.nowrap` around every part that would lose its sense if torn."""
    parts = BETWEEN.split(page)
    for place in range(0, len(parts), 2):  # words, then what stands between them, by turns
        if HINT.search(parts[place]):
            parts[place] = WHOLE.sub(held, parts[place])
    return "".join(parts)


def held(found: re.Match[str]) -> str:
    """Words in one line."""
    return f'<span class="nowrap">{found[0]}</span>'
