"""One clock, asked by views, routines and commands; below them time is an argument, and it has a zone (DESIGN 4)."""

import ast

import pytest

from tests.harness.source import CAPABILITIES, Module, modules

CLOCK = "app/web/clock.py"
ASKS_THE_WORLD = {"now", "utcnow", "today", "time", "time_ns", "localtime", "gmtime", "current_timestamp", "strftime"}
CLASSES_OF_TIME = {"datetime", "date", "time", "func", "dt"}
ASK_THE_CLOCK = {"app.web.clock.now", "app.web.clock.today"}
MAY_ASK = {"views", "cli"}
SQL_CLOCKS = ("CURRENT_TIMESTAMP", "CURRENT_DATE", "NOW()")
# Leases, back-off and session ages are about the machine, not about the office's day.
REAL_TIME = {"app.web.clock.real_seconds", "app.web.clock.real_now"}
MAY_MEASURE = {"accounts", "booking", "desk", "notices", "routines", "web"}
APP = modules("app")


def asks_the_world(module: Module) -> list[str]:
    """Every place where a module reads the machine's clock."""
    return [
        f"{module.place}:{node.lineno} {ast.unparse(node)}"
        for node in module.nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if node.func.attr in ASKS_THE_WORLD
        if ast.unparse(node.func.value).rpartition(".")[2] in CLASSES_OF_TIME
    ]


def test_only_the_clock_reads_the_machine() -> None:
    assert not [place for module in APP if module.place != CLOCK for place in asks_the_world(module)]


def test_the_database_is_asked_for_no_time() -> None:
    for module in modules("app", "migrations"):
        texts = [node.value for node in module.nodes if isinstance(node, ast.Constant)]
        asked = [text for text in texts if isinstance(text, str) and any(word in text.upper() for word in SQL_CLOCKS)]
        assert not asked, module.place


def test_only_views_routines_and_commands_ask_the_clock() -> None:
    below = [
        f"{module.place} imports {name}"
        for module in APP
        if module.floor in CAPABILITIES and module.floor != "routines" and module.room not in MAY_ASK
        for name in module.imports()
        if name in ASK_THE_CLOCK
    ]
    assert not below


def test_real_time_is_measured_only_where_the_machine_is_meant() -> None:
    others = [
        module.place
        for module in APP
        if module.floor not in MAY_MEASURE
        for name in module.imports()
        if name in REAL_TIME
    ]
    assert not others


@pytest.mark.parametrize("folder", ["app", "bin", "bench", "tests", "migrations"])
def test_no_instant_is_made_without_its_zone(folder: str) -> None:
    naive = [
        f"{module.place}:{node.lineno}"
        for module in modules(folder)
        for node in module.nodes
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("datetime", "datetime.datetime")
        if len(node.args) < 8 and not any(word.arg in ("tzinfo", None) for word in node.keywords)
    ]
    assert not naive


def test_the_database_keeps_instants_as_instants() -> None:
    plain = [
        module.place
        for module in APP
        if module.room == "models" or module.floor == "web"
        for name in module.imports()
        if name in ("sqlalchemy.DateTime", "sqlalchemy.TIMESTAMP")
    ]
    assert not plain
