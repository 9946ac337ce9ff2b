"""Which rule is built where, and which tests would notice it broken: makes docs/rules.md.

    python -m tests.rule_index          writes docs/rules.md anew
    python -m tests.rule_index --check  only says whether it is true

Built: a docstring, a template's comment, or the rows of an office's profile or terms name the rule. Tested: a test
carries its mark, or a row of facts.toml is checked for it.
"""

import ast
import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "rules.md"
RULE = re.compile(r"(?<!M-)\b(?:KNG|MYK|NGS|KRS|AGY)-\d{2,3}\b")  # M-AGY-16 is a mail, no rule
# KNG-13 to KNG-16, KNG-13 to -16
SPAN = re.compile(r"\b(KNG|MYK|NGS|KRS|AGY)-(\d{2,3}) to (?:\1)?-(\d{2,3})\b")
COMMENT = re.compile(r"\{#(.*?)#\}", re.DOTALL)
"""What a template says to who reads it: what it reads, and the rules whose words it shows."""
DOCUMENTS = {
    "KNG": "かながわ労働センター　オンライン労働相談",
    "MYK": "都城公共職業安定所　オンライン職業相談",
    "NGS": "ハローワーク長崎　オンライン職業相談等",
    "KRS": "ハローワーク倉敷中央・倉敷わかもの　オンライン職業相談等",
    "AGY": "求人・求職情報提供サービス（民間職業紹介事業者等）",
}
HEAD = """# 規則の一覧

<!-- python -m tests.rule_index が作ります。手で直さないでください。 -->

規則ごとに、どこで作られ、どの試験が守っているか。種別: ENFORCE 止める・行う、COMPUTE 日付の計算、NOTIFY 知らせる、
RECORD 記録する、DISPLAY 示す、CONFIG 窓口ごとの設定。
"""
Index = dict[str, set[str]]


def rules() -> dict[str, dict[str, object]]:
    """Every rule of docs/rules.toml by id, in the catalogue's order."""
    return tomllib.loads((ROOT / "docs" / "rules.toml").read_text())


def named_rules(text: str) -> set[str]:
    """The rule ids a text names, one by one or as a span."""
    found = set(RULE.findall(text))
    for family, first, last in SPAN.findall(text):
        found |= {f"{family}-{number:0{len(first)}}" for number in range(int(first), int(last) + 1)}
    return found


def built() -> Index:
    """Rule id to the functions, classes and modules whose docstring names it, and to profiles, terms and templates."""
    found: Index = defaultdict(set)
    for path in sorted((ROOT / "app").rglob("*.py")):
        place = path.relative_to(ROOT).as_posix()
        for name, docstring in docstrings(ast.parse(path.read_text())):
            for rule in named_rules(docstring):
                found[rule].add(f"{place} {name}".strip())
    for path in sorted((ROOT / "app").rglob("*.toml")):
        for rule in named_rules(path.read_text()):
            found[rule].add(path.relative_to(ROOT).as_posix())
    for path in sorted(each for each in (ROOT / "templates").rglob("*") if each.suffix in (".html", ".txt")):
        for rule in named_rules(" ".join(COMMENT.findall(path.read_text()))):
            found[rule].add(path.relative_to(ROOT).as_posix())
    return found


def docstrings(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Name and docstring of the module, of every class and every function, and of constants with one below them."""
    yield "", ast.get_docstring(tree) or ""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, ast.get_docstring(node) or ""
        body = node.body if isinstance(node, ast.Module | ast.ClassDef) else []
        for before, after in pairwise(body):
            if isinstance(before, ast.Assign | ast.AnnAssign) and is_text(after):
                yield target_of(before), ast.unparse(after)


def is_text(node: ast.stmt) -> bool:
    """Whether a statement is nothing but a string."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def target_of(node: ast.Assign | ast.AnnAssign) -> str:
    """The name an assignment gives."""
    return ast.unparse(node.targets[0] if isinstance(node, ast.Assign) else node.target)


def tested() -> Index:
    """Rule id to the tests that carry its mark, and the rows of facts.toml that are checked for it."""
    found: Index = defaultdict(set)
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        place = path.relative_to(ROOT).as_posix()
        for test, marks in marked_tests(ast.parse(path.read_text())):
            for rule in {rule for mark in marks for rule in mark}:
                found[rule].add(f"{place} {test}".strip())
    for path in sorted((ROOT / "tests").rglob("facts.toml")):
        for row in tomllib.loads(path.read_text()).get("fact", []):
            for rule in [row["rule"]] if isinstance(row["rule"], str) else row["rule"]:
                found[rule].add(f"{path.relative_to(ROOT).as_posix()} {row.get('page', '')}".strip())
    return found


def marked_tests(tree: ast.Module) -> Iterator[tuple[str, list[list[str]]]]:
    """Each test with the ids of each of its rule marks; a mark outside every test belongs to the module."""
    inside: set[ast.AST] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and (marks := marks_in(*node.decorator_list)):
            yield node.name, marks
            inside |= {each for decorator in node.decorator_list for each in ast.walk(decorator)}
    rest = [ids_of(call) for call in ast.walk(tree) if call not in inside and is_mark(call)]
    if rest:
        yield "", rest


def marks_in(*nodes: ast.AST) -> list[list[str]]:
    """The ids of every rule mark below some nodes, mark by mark."""
    return [ids_of(call) for node in nodes for call in ast.walk(node) if is_mark(call)]


def is_mark(node: ast.AST) -> bool:
    """Whether a node is `pytest.mark.rule(...)`."""
    return isinstance(node, ast.Call) and ast.unparse(node.func).endswith("mark.rule")


def ids_of(call: ast.AST) -> list[str]:
    """The literal ids of a rule mark."""
    arguments = call.args if isinstance(call, ast.Call) else []
    return [str(argument.value) for argument in arguments if isinstance(argument, ast.Constant)]


def page() -> str:
    """The whole of docs/rules.md."""
    where, which = built(), tested()
    done = sum(1 for rule in rules() if which.get(rule))
    parts = [HEAD, f"全 {len(rules())} 件のうち {done} 件に試験があります。\n"]
    for family, name in DOCUMENTS.items():
        parts.append(f"\n## {family}　{name}\n\n| 規則 | 種別 | 題 | 実装 | 試験 |\n|---|---|---|---|---|\n")
        parts += [row(rule, facts, where, which) for rule, facts in rules().items() if rule.startswith(family)]
    return "".join(parts)


def row(rule: str, facts: dict[str, object], where: Index, which: Index) -> str:
    """One rule's line of the table."""
    kinds = " ".join(map(str, facts["kinds"] if isinstance(facts["kinds"], list) else []))
    code = cell(where.get(rule, set()), "まだありません（not built yet）")
    return f"| {rule} | {kinds} | {facts['title']} | {code} | {cell(which.get(rule, set()), '―')} |\n"


def cell(places: set[str], nothing: str) -> str:
    """Places one below the other, in alphabetical order."""
    return "<br>".join(f"`{place}`" for place in sorted(places)) or nothing


if __name__ == "__main__":
    true = TARGET.exists() and TARGET.read_text() == page()
    if "--check" not in sys.argv:
        TARGET.write_text(page())
    elif not true:
        sys.exit("docs/rules.md is not true any more: python -m tests.rule_index")
