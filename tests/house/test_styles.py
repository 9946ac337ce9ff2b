"""One style sheet for every page, written from its sources and from the vendored tokens."""

import importlib.util
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CSS = ROOT / "static/css"


def styles():
    """The script that writes the sheet."""
    spec = importlib.util.spec_from_file_location("styles", ROOT / "bin/styles.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_sheet_is_what_its_sources_say():
    assert (CSS / "site.css").read_text() == styles().site(), "run python bin/styles.py"


def test_every_source_is_in_the_sheet():
    assert {path.stem for path in (CSS / "source").glob("*.css")} == set(styles().ORDER)


def test_every_name_a_sheet_leans_on_is_there():
    sheets = "".join(path.read_text() for path in CSS.glob("*.css"))
    given = set(re.findall(r"(--[\w-]+):", sheets)) | {"--notice-line"}
    assert set(re.findall(r"var\((--[\w-]+)", sheets)) - given == set()
