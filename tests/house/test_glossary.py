"""The glossary tells the truth: what it says a thing is called in the code is a name there (docs/glossary.md)."""

import ast
import re

from tests.harness.source import ROOT, modules

RETIRED = {
    "書類の提出期限": "申請書の提出期限",
    "過度な営業": "過剰な営業",
    "停止を解": "停止を終える（利用解除と紛れない）",
    "停止の解除": "停止を終える（利用解除と紛れない）",
    "求職者の報告": "求職者からの苦情（報告は年1回のもの）",
    "保守": "メンテナンス",
}
"""Words that once stood on pages beside another for the same thing, with the one that is used."""
OF_AN_OFFICE = ("templates/offices/_cancellation.html", "app/desk/forms/office_stops.py")
"""Where 保守 is the word of the office's own policy (KNG-51)."""
QUOTED = re.compile(r"`([^`]*)`")


def rows() -> dict[str, list[str]]:
    """Each term with the names its row says it has in the code; members as `Enum.MEMBER`."""
    lines = (ROOT / "docs" / "glossary.md").read_text("utf-8").splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    assert cells[0] == ["Japanese", "Name", "In code", "Note"]
    return {japanese: QUOTED.findall(in_code) for japanese, _, in_code, *_ in cells[1:]}


def names_in(tree: ast.Module) -> set[str]:
    """Every name a module gives or uses."""
    nodes = list(ast.walk(tree))
    defined = {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    used = {node.id for node in nodes if isinstance(node, ast.Name)}
    return defined | used | {node.attr for node in nodes if isinstance(node, ast.Attribute)}


def test_every_term_has_a_name_that_is_in_the_code() -> None:
    known = set().union(*(names_in(module.tree) for module in modules("app")))
    untrue = {
        term: [name for name in names if not set(name.split(".")) <= known]
        for term, names in rows().items()
        if not names or not all(set(name.split(".")) <= known for name in names)
    }
    assert not untrue


def test_pages_have_one_word_for_one_thing() -> None:
    pages = [path for kind in ("html", "txt") for path in sorted((ROOT / "templates").rglob(f"*.{kind}"))]
    texts = {path.relative_to(ROOT).as_posix(): path.read_text() for path in pages}
    texts |= {module.place: module.text for module in modules("app")}
    twice = [
        f"{place}: {word}: {used}"
        for place, text in texts.items()
        for word, used in RETIRED.items()
        if word in text and not (word == "保守" and place in OF_AN_OFFICE)
    ]
    assert not twice
