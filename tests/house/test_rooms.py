"""The house stands as drawn: floors, rooms, front doors, budgets, names (DESIGN 2)."""

import ast
import subprocess
import sys
import tomllib

import pytest

from tests.harness.source import CAPABILITIES, HOUSE, RANK, ROOMS, ROOT, Module, capability_of, modules

APP = modules("app")
FRONT_DOORS = {"terms", "queries", "effects"}
WIDE_ROOMS = {"views", "cli"}
LINES_PER_FILE = {"app": 200, "bin": 200, "bench": 200, "migrations": 300, "tests": 400}
LINES_PER_FUNCTION = 25
# Rooms of one capability alone, for what only it does.
WORKSHOPS = {
    "accounts": {"authenticator", "hashing", "tokens"},
    "audit": {"horizon"},
    "notices": {"transport", "wording"},
}
NO_OWNER = {
    "utils",
    "util",
    "common",
    "helpers",
    "helper",
    "manager",
    "managers",
    "misc",
    "shared",
    "base",
    "core",
    "job",
    "user",
}
PURE = """
import importlib, sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"flask", "flask_wtf", "jinja2", "sqlalchemy", "werkzeug", "wtforms"}:
            raise ImportError(f"{name} is blocked")

sys.meta_path.insert(0, Blocked())
for name in sys.argv[1:]:
    importlib.import_module(name)
"""


def is_pure(module: Module) -> bool:
    """Whether the module belongs to the law: kernel, rules, terms."""
    return module.floor == "kernel" or (module.floor in CAPABILITIES and module.room in ("rules", "terms"))


def test_the_law_imports_with_flask_sqlalchemy_and_wtforms_blocked() -> None:
    names = [module.name for module in APP if is_pure(module)]
    done = subprocess.run([sys.executable, "-c", PURE, *names], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("folder", ["app", "bench"])
def test_every_init_is_empty(folder: str) -> None:
    full = [module.place for module in modules(folder) if module.path.name == "__init__.py" and module.text]
    assert not full


def test_every_folder_with_modules_is_a_package() -> None:
    folders = {module.path.parent for module in APP}
    assert not [folder for folder in folders if not (folder / "__init__.py").exists()]


def test_every_floor_of_the_house_is_on_the_drawing() -> None:
    assert not {module.floor for module in APP} - {*HOUSE, ""}


def test_imports_run_downward() -> None:
    upward = [
        f"{module.place} reaches up to {name}"
        for module in APP
        if module.floor in HOUSE
        for name in module.imports()
        if name.startswith("app.") and name.split(".")[1] in HOUSE[: HOUSE.index(module.floor)]
    ]
    assert not upward


def test_another_capability_is_entered_by_its_front_doors() -> None:
    broken_in = [
        f"{module.place} enters {name}"
        for module in APP
        if module.floor in CAPABILITIES
        for name, (capability, room) in entered(module)
        if capability != module.floor and room not in doors(module)
    ]
    assert not broken_in


def doors(module: Module) -> set[str]:
    """The rooms of another capability that a module may enter."""
    wide = module.room in WIDE_ROOMS or module.floor == "routines"
    return FRONT_DOORS | ({"usecases"} if wide else set())


def entered(module: Module) -> list[tuple[str, tuple[str, str]]]:
    """Each imported name of a capability, with that capability and the room."""
    return [(name, place) for name in module.imports() if (place := capability_of(name))]


def test_inside_a_capability_imports_run_from_page_to_words() -> None:
    upward = [
        f"{module.place} reaches up to {name}"
        for module in APP
        if module.floor in CAPABILITIES and module.room in RANK
        for name, (capability, room) in entered(module)
        if capability == module.floor and room in RANK and room != module.room and RANK[room] <= RANK[module.room]
    ]
    assert not upward


def test_the_import_contracts_name_every_floor_and_capability() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    floors = [layer.strip("()") for layer in contracts[0]["layers"]]
    standing = {f"app.{name}" for name in CAPABILITIES if (ROOT / "app" / name).is_dir()}
    assert floors == list(HOUSE)
    assert set(contracts[1]["containers"]) == standing


def test_rooms_have_the_names_of_the_design() -> None:
    strange = [
        module.place
        for module in APP
        if module.floor in CAPABILITIES and module.floor != "routines"
        if module.room not in {*ROOMS, "", *WORKSHOPS.get(module.floor, set())}
    ]
    assert not strange


def test_no_use_case_calls_another() -> None:
    for module in APP:
        if module.room != "usecases":
            continue
        borrowed = [name for name in module.imports() if ".usecases." in name and capability_of(name)]
        ours = {function.name for other in APP if other.room == "usecases" for function in written(other)}
        assert not [name for name in borrowed if name.rpartition(".")[2] in ours], module.place


def written(module: Module) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """The functions that are a transaction of their own."""
    return [f for f in module.functions() if any(ast.unparse(each).endswith("db.write") for each in f.decorator_list)]


def test_models_hold_no_condition() -> None:
    for module in APP:
        if module.room == "models":
            assert not [node for node in module.nodes if isinstance(node, ast.If | ast.Match)], module.place


def test_only_the_one_way_to_write_commits() -> None:
    allowed = {"app/db.py"}
    for module in APP:
        commits = [node for node in module.nodes if isinstance(node, ast.Attribute) and node.attr == "commit"]
        assert module.place in allowed or not commits, f"{module.place} commits by itself"


@pytest.mark.parametrize("folder", LINES_PER_FILE)
def test_files_keep_their_budget(folder: str) -> None:
    assert not [m.place for m in modules(folder) if len(m.text.splitlines()) > LINES_PER_FILE[folder]]


def test_functions_keep_their_budget() -> None:
    ours = modules("app", "bin", "bench")
    assert not [f"{m.place} {f.name}" for m in ours for f in m.functions() if length(f) > LINES_PER_FUNCTION]


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of a function without its docstring."""
    first = function.body[0]
    docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    comment = (first.end_lineno or 0) - first.lineno + 1 if docstring else 0
    return (function.end_lineno or 0) - function.lineno + 1 - comment


def test_no_module_is_named_after_nobody() -> None:
    ours = modules("app", "bin", "bench", "tests")
    assert not [m.place for m in ours if {*m.path.relative_to(ROOT).with_suffix("").parts} & NO_OWNER]


def test_what_others_may_call_says_what_it_does() -> None:
    silent = [
        f"{module.place} {node.name}"
        for module in APP
        for node in ast.iter_child_nodes(module.tree)
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
        if not ast.get_docstring(node)
    ]
    assert not silent
