"""Printed documents: a typst file of the templates and plain values become a tagged PDF (PDF/UA-1).

Values reach the document as data only, never as markup; typefaces are those that stand beside this module; nothing is
fetched.
"""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from app.config import PROJECT_ROOT

if TYPE_CHECKING:
    import typst

TEMPLATES = PROJECT_ROOT / "templates"
FONTS = Path(__file__).parent / "fonts"
ACCESSIBLE = "ua-1"
_one_at_a_time = Lock()


def typeset(document: str, values: Mapping[str, object]) -> bytes:
    """The PDF of `templates/<document>`, which reads `values` from `sys.inputs.data` as JSON."""
    data = {"data": json.dumps(values, ensure_ascii=False)}
    with _one_at_a_time:
        made = compiler().compile(
            input=TEMPLATES / document, format="pdf", sys_inputs=data, pdf_standards=[ACCESSIBLE], timestamp=0
        )
    if not isinstance(made, bytes):
        raise TypeError(f"{document} is no single file")
    return made


@cache
def compiler() -> "typst.Compiler":
    """The compiler of this process, which keeps its typefaces; loaded by the first document, for it weighs 7 MiB."""
    import typst

    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    return typst.Compiler(root=TEMPLATES, font_paths=fonts, ignore_system_fonts=True)
