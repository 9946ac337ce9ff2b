"""The project's own text, as the house tests read it: modules with their capability and room, imports, templates."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
HOUSE = ("factory", "routines", "desk", "booking", "messages", "seekers", "job_offers", "oversight", "agencies")
HOUSE += ("offices", "accounts", "notices", "audit", "web", "db", "columns", "engines", "environment", "config")
HOUSE += ("keys", "kernel")
CAPABILITIES = HOUSE[HOUSE.index("routines") : HOUSE.index("web")]
ROOMS = ("cli", "views", "forms", "usecases", "effects", "queries", "rules", "models", "terms")
RANK = {
    "cli": 0,
    "views": 0,
    "forms": 1,
    "usecases": 2,
    "effects": 3,
    "queries": 4,
    "rules": 5,
    "models": 5,
    "terms": 6,
}


@dataclass(frozen=True)
class Module:
    """One Python file of the project."""

    path: Path

    @property
    def place(self) -> str:
        """Its path as people write it."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def name(self) -> str:
        """Its dotted name."""
        parts = self.path.relative_to(ROOT).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def floor(self) -> str:
        """The first name below `app`: a capability, or one of the floors beneath them."""
        return [*self.name.split("."), ""][1]

    @property
    def room(self) -> str:
        """The second name below `app`, where there is one."""
        return [*self.name.split("."), "", ""][2]

    @cached_property
    def text(self) -> str:
        """What stands in it."""
        return self.path.read_text()

    @cached_property
    def tree(self) -> ast.Module:
        """Its syntax."""
        return ast.parse(self.text)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node of its syntax; walking it takes long, and many tests do."""
        return tuple(ast.walk(self.tree))

    def imports(self) -> Iterator[str]:
        """The dotted name of everything it imports; `from a import b` is `a.b`."""
        for node in self.nodes:
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield from (f"{node.module}.{alias.name}" for alias in node.names)

    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        """Every function and method."""
        for node in self.nodes:
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node


@cache
def modules(*folders: str) -> tuple[Module, ...]:
    """Every Python file below some folders of the project, sorted."""
    found = {path for folder in folders for path in (ROOT / folder).rglob("*.py")}
    return tuple(Module(path) for path in sorted(found))


def templates() -> list[Path]:
    """Every HTML template, sorted."""
    return sorted((ROOT / "templates").rglob("*.html"))


def capability_of(dotted: str) -> tuple[str, str] | None:
    """Capability and room of an imported name; None for what is no capability's."""
    parts = dotted.split(".")
    if len(parts) < 2 or parts[0] != "app" or parts[1] not in CAPABILITIES:
        return None
    return parts[1], parts[2] if len(parts) > 2 else ""
