"""Writes static/css/site.css: the design tokens that are used, then our sheets in order, as one file a page asks for.

Run it after a change under static/css/source; a test in tests/house holds that it was run.
"""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CSS = ROOT / "static" / "css"
TOKENS = ROOT / "static" / "vendor" / "design-tokens-1.1.9" / "tokens.css"
ORDER = ("base", "layout", "parts", "form", "table", "print")
BESIDE = ("calendar", "inside")
COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
TOKEN = re.compile(r"(--[\w-]+):\s*([^;]+);")
USED = re.compile(r"var\((--[\w-]+)")
HEAD = "/* Written by bin/styles.py from static/css/source and the vendored design tokens (MIT, デジタル庁). */\n"


def sheet(path: Path) -> str:
    """The rules of a sheet without its comments."""
    return COMMENT.sub("", path.read_text()).strip() + "\n"


def used_tokens(sheets: str) -> str:
    """The tokens the sheets lean on, and those that these lean on, in the order of the vendored file."""
    values = dict(TOKEN.findall(TOKENS.read_text()))
    wanted, open_names = set(), USED.findall(sheets)
    while open_names:
        name = open_names.pop()
        if name in values and name not in wanted:
            wanted.add(name)
            open_names += USED.findall(values[name])
    return ":root{" + "".join(f"{name}:{value};" for name, value in values.items() if name in wanted) + "}\n"


def site() -> str:
    """The whole file."""
    ours = "".join(sheet(CSS / "source" / f"{name}.css") for name in ORDER)
    beside = "".join(sheet(CSS / f"{name}.css") for name in BESIDE)
    return HEAD + used_tokens(ours + beside) + ours


if __name__ == "__main__":
    (CSS / "site.css").write_text(site())
