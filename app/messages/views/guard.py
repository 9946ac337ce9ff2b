"""/operations/guard-patterns: the list, a trial on a sample, adding, ending (AGY-061)."""

from flask import Blueprint, Response, abort, make_response, render_template, request, url_for

from app.accounts.queries.people import names_of
from app.kernel.personal_data import Finding, FindingKind, RegisteredContact, findings
from app.kernel.roles import Role
from app.messages.forms.watch import PatternForm
from app.messages.queries.guarding import list_patterns, pattern_is_there
from app.messages.queries.sending import guard_patterns
from app.messages.rules.guarding import ground_against_pattern
from app.messages.terms.guarding import PatternRefusal
from app.messages.usecases.guarding import add_pattern, end_pattern
from app.web.access import current_identity, open_to
from app.web.clock import now
from app.web.htmx import go

blueprint = Blueprint("messages_operations", __name__)


@blueprint.get("/guard-patterns")
@open_to(Role.OPERATIONS)
def patterns() -> Response:
    """What counts, what counted, and the form."""
    return patterns_page(PatternForm())


@blueprint.post("/guard-patterns/trial")
@open_to(Role.OPERATIONS)
def trial() -> Response:
    """What a pattern would find in a sample; nothing is kept."""
    form = PatternForm(request.form)
    if not form.validate():
        return patterns_page(form, status=422)
    ground = ground_against_pattern(form.pattern.folded, guard_patterns())
    if ground is not None:
        return patterns_page(form, status=422, refusal=ground)
    return patterns_page(form, tried=found_by(form.pattern.folded, form.sample.data or ""))


@blueprint.post("/guard-patterns")
@open_to(Role.OPERATIONS)
def add() -> Response:
    """Add it."""
    form = PatternForm(request.form)
    if not form.validate():
        return patterns_page(form, status=422)
    refusal = add_pattern(form.pattern.folded, by=current_identity(), now=now())
    if refusal is not None:
        return patterns_page(form, status=409 if refusal is PatternRefusal.GRANT_ENDED else 422, refusal=refusal)
    return go(url_for("messages_operations.patterns", done="added"))


@blueprint.post("/guard-patterns/<int:pattern_id>/end")
@open_to(Role.OPERATIONS)
def end(pattern_id: int) -> Response:
    """End it."""
    if not pattern_is_there(pattern_id):
        abort(404)
    refusal = end_pattern(pattern_id, by=current_identity(), now=now())
    if refusal is not None:
        return patterns_page(PatternForm(), status=409, refusal=refusal)
    return go(url_for("messages_operations.patterns", done="ended"))


def found_by(pattern: str, sample: str) -> tuple[Finding, ...]:
    """What of a sample only this pattern finds."""
    found = findings(sample, allowed=RegisteredContact(), patterns=(pattern,))
    return tuple(each for each in found if each.kind is FindingKind.PATTERN)


def patterns_page(
    form: PatternForm,
    *,
    status: int = 200,
    refusal: PatternRefusal | None = None,
    tried: tuple[Finding, ...] | None = None,
) -> Response:
    """The page of patterns."""
    lines = list_patterns()
    page = render_template(
        "messages/guard_patterns.html",
        form=form,
        lines=lines,
        names=names_of(each.added_by for each in lines),
        refusal=refusal.value if refusal else None,
        tried=tried,
        done=request.args.get("done", ""),
    )
    return make_response(page, status)
