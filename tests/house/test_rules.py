"""Every rule is known, marked on its tests, and listed where it is built (docs/rules.md)."""

import ast

from tests import rule_index
from tests.harness.source import modules

IDS_PER_TEST = 3
ACTS = {"ENFORCE", "COMPUTE", "NOTIFY"}


def marks() -> list[tuple[str, list[list[str]]]]:
    """Every test with its rule marks."""
    tests = [module for module in modules("tests") if module.path.name.startswith("test_")]
    return [(f"{m.place} {name}", found) for m in tests for name, found in rule_index.marked_tests(m.tree)]


def test_the_catalogue_has_its_368_rules() -> None:
    assert len(rule_index.rules()) == 368


def test_a_mark_names_rules_of_the_catalogue() -> None:
    known = rule_index.rules()
    assert not [(test, rule) for test, found in marks() for mark in found for rule in mark if rule not in known]


def test_code_names_rules_of_the_catalogue() -> None:
    known = rule_index.rules()
    assert not {rule: places for rule, places in rule_index.built().items() if rule not in known}


def test_every_rule_is_built_somewhere() -> None:
    built = rule_index.built()
    assert [rule for rule in rule_index.rules() if not built.get(rule)] == []


def test_a_mark_is_written_with_its_ids() -> None:
    hidden = [
        f"{module.place}:{call.lineno}"
        for module in modules("tests")
        for call in module.nodes
        if isinstance(call, ast.Call) and rule_index.is_mark(call)
        if not call.args or len(rule_index.ids_of(call)) != len(call.args)
        if module.place != "tests/web/test_facts.py"  # its marks come from the rows of facts.toml
    ]
    assert not hidden


def test_a_test_of_what_acts_carries_at_most_three_rules() -> None:
    kinds = {rule: set(facts["kinds"]) for rule, facts in rule_index.rules().items()}
    crowded = [
        test
        for test, found in marks()
        for mark in found
        if len(mark) > IDS_PER_TEST and any(kinds.get(rule, set()) & ACTS for rule in mark)
    ]
    assert not crowded


def test_the_list_of_rules_is_true() -> None:
    assert rule_index.TARGET.read_text() == rule_index.page(), "python -m tests.rule_index writes it anew"
