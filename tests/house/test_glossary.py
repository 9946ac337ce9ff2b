"""The glossary tells the truth: what it says a thing is called in the code is a name there (docs/glossary.md)."""

import ast
import re

from tests.harness.source import ROOT, modules

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
