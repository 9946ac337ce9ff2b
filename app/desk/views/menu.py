"""The menu of the desk: what stands beside the pages of an office. Each topic adds its own line."""

from dataclasses import dataclass

from flask import request, url_for

from app.desk.views.blueprint import blueprint
from app.desk.views.scope import AT_THE_DESK, actor
from app.kernel.roles import Role


@dataclass(frozen=True)
class Entry:
    """One line of the menu, for whom it stands there."""

    words: str
    endpoint: str
    roles: frozenset[Role] = AT_THE_DESK


ENTRIES = (
    Entry("今日の予約", "desk.today"),
    Entry("週の予約", "desk.week"),
    Entry("やること", "desk.worklists"),
    Entry("さがす", "desk.search_form"),
    Entry("電話・窓口受付", "desk.intake"),
    Entry("統計", "desk.figures"),
    Entry("窓口の管理", "desk.office_home", frozenset({Role.MANAGER})),
)


@blueprint.context_processor
def menu() -> dict[str, object]:
    """The lines for the person acting, where the address names an office that is theirs."""
    slug = (request.view_args or {}).get("slug")
    by = actor()
    if slug not in by.offices:
        return {"desk_menu": [("窓口を選ぶ", url_for("desk.home"))]}
    lines = [(each.words, url_for(each.endpoint, slug=slug)) for each in ENTRIES if by.is_any(each.roles)]
    return {"desk_menu": [*lines, ("窓口を選ぶ", url_for("desk.home"))] if len(by.offices) > 1 else lines}
