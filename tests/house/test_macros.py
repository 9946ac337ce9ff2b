"""A template calls a macro that is there, with the words it knows; Jinja itself would notice only on the page."""

from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, nodes

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
ENVIRONMENT = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
Macros = dict[tuple[str, str], nodes.Macro]


def parsed() -> dict[str, nodes.Template]:
    """Every template by the name Jinja knows."""
    files = sorted(TEMPLATES.rglob("*.html"))
    return {path.relative_to(TEMPLATES).as_posix(): ENVIRONMENT.parse(path.read_text()) for path in files}


def imports_of(template: nodes.Template) -> Iterator[tuple[str, str, str]]:
    """What a template imports: the file, the macro's name there, its name here."""
    for line in template.find_all(nodes.FromImport):
        for name in line.names:
            there, here = name if isinstance(name, tuple) else (name, name)
            yield line.template.value, there, here


def words_of(template: nodes.Template) -> Iterator[str]:
    """The names a template gives to words of its own, which others import as they do macros."""
    for line in template.body:
        if isinstance(line, nodes.Assign) and isinstance(line.target, nodes.Name):
            yield line.target.name


def values_of(template: nodes.Template) -> set[str]:
    """What a template sets for whoever imports it: words of an enum, lists of options."""
    return {line.target.name for line in template.body if isinstance(line, nodes.Assign)}


def misfit(call: nodes.Call, macro: nodes.Macro) -> str | None:
    """What is wrong with the arguments of a call, if anything."""
    names = [argument.name for argument in macro.args]
    given = {*names[: len(call.args)], *(word.key for word in call.kwargs)}
    needed = set(names[: len(names) - len(macro.defaults)])
    if len(call.args) > len(names) or not given <= set(names):
        return f"{macro.name} does not know {sorted(given - set(names)) or 'so many values'}"
    if call.dyn_args is None and call.dyn_kwargs is None and not needed <= given:
        return f"{macro.name} misses {sorted(needed - given)}"
    return None


def test_every_imported_macro_is_there() -> None:
    templates = parsed()
    there = {(name, macro.name) for name, tree in templates.items() for macro in tree.find_all(nodes.Macro)}
    there |= {(name, words) for name, tree in templates.items() for words in words_of(tree)}
    there |= {(name, value) for name, tree in templates.items() for value in values_of(tree)}
    asked = [(name, file, macro) for name, tree in templates.items() for file, macro, _ in imports_of(tree)]
    assert [each for each in asked if each[1:] not in there] == []


def test_every_call_of_a_macro_fits_it() -> None:
    templates = parsed()
    macros: Macros = {
        (name, macro.name): macro for name, tree in templates.items() for macro in tree.find_all(nodes.Macro)
    }
    wrong = []
    for name, tree in templates.items():
        asked = imports_of(tree)
        here = {local: macros[file, macro] for file, macro, local in asked if (file, macro) in macros}
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name in here:
                wrong += [f"{name}:{call.lineno} {found}" for found in [misfit(call, here[call.node.name])] if found]
    assert wrong == []
