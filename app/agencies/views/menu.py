"""The menus beside the pages of the information service. Each topic adds its own line where its page is built.

Pages of later capabilities stand below the same addresses, so the side is told by the address, not by a blueprint.
"""

from dataclasses import dataclass

from flask import request, url_for

from app.agencies.views.blueprints import agency, bureau
from app.kernel.roles import Role
from app.web.access import current_identity

AGENCY = frozenset({Role.AGENCY})
BUREAU = frozenset({Role.BUREAU})
WATCHERS = frozenset({Role.BUREAU, Role.MINISTRY})
MINISTRY = frozenset({Role.MINISTRY})
OPERATIONS = frozenset({Role.OPERATIONS})
OFFICES = frozenset({Role.COUNSELOR, Role.STAFF, Role.MANAGER})


@dataclass(frozen=True)
class Entry:
    """One line of a menu, for whom it stands there."""

    words: str
    endpoint: str
    roles: frozenset[Role]


AGENCY_ENTRIES = (
    Entry("ホーム", "oversight_agency.home", AGENCY),
    Entry("メッセージ", "messages_agency.threads", AGENCY),
    Entry("まとめて送る案内", "messages_agency.dispatches", AGENCY),
    Entry("申請", "agency.applications", AGENCY),
    Entry("求人情報", "job_offers.index", AGENCY),
    Entry("求職者をさがす", "seekers_agency.seekers", AGENCY),
    Entry("取得した求職情報", "seekers_agency.held", AGENCY),
    Entry("利用状況報告", "oversight_agency.reports", AGENCY),
    Entry("労働局などからの連絡", "oversight_agency.requests_page", AGENCY),
    Entry("苦情等の記録", "oversight_agency.complaints_page", AGENCY),
    Entry("不正利用の報告", "oversight_agency.misuse", AGENCY),
    Entry("利用規約", "lists.site_terms", AGENCY),
    Entry("お問い合わせ", "lists.contacts", AGENCY),
)
"""What stands beside the pages of an agency."""

BUREAU_ENTRIES = (
    Entry("ホーム", "oversight.home", WATCHERS),
    Entry("ホーム", "operations.home", OPERATIONS),
    Entry("窓口の画面", "desk.home", OFFICES),
    Entry("申請の受付", "bureau.queue", BUREAU),
    Entry("事業者", "bureau.agencies", BUREAU),
    Entry("アカウント登録", "bureau.registrations", BUREAU),
    Entry("利用状況報告の遅れ", "oversight.report_board", WATCHERS),
    Entry("事業者の監督", "oversight.watch_home", WATCHERS | OPERATIONS | OFFICES),
    Entry("メッセージの状況", "messages_watch.messages", WATCHERS),
    Entry("求職者からの苦情", "messages_watch.complaints", WATCHERS),
    Entry("手続き・報告の遅れ", "oversight.overdue_board", WATCHERS),
    Entry("事業者へのお知らせ", "oversight.notices", MINISTRY),
    Entry("利用規約の改正", "oversight.terms_versions", MINISTRY),
    Entry("労働局の設定", "bureau.settings", BUREAU),
    Entry("アクセスの制限", "oversight.access_limits", MINISTRY),
    Entry("メンテナンスと緊急の停止", "operations.maintenance", OPERATIONS),
    Entry("祝日", "desk_operations.holidays", OPERATIONS),
    Entry("不正利用の報告", "operations.misuse_list", OPERATIONS),
    Entry("メッセージの見張り", "messages_operations.patterns", OPERATIONS),
)
"""What stands beside the pages of a bureau, of the ministry and of operations."""


@agency.app_context_processor
def agency_menu() -> dict[str, object]:
    """The lines beside a page of an agency."""
    return {"agency_menu": lines(AGENCY_ENTRIES)} if is_below("/agency") else {}


@bureau.app_context_processor
def bureau_menu() -> dict[str, object]:
    """The lines beside a page of those who watch over agencies."""
    return {"bureau_menu": lines(BUREAU_ENTRIES)} if is_below("/bureau") or is_below("/operations") else {}


def lines(entries: tuple[Entry, ...]) -> list[tuple[str, str]]:
    """The lines for the person acting."""
    by = current_identity()
    return [(each.words, url_for(each.endpoint)) for each in entries if by.is_any(each.roles)]


def is_below(prefix: str) -> bool:
    """Whether this request is for a page of `prefix`."""
    return request.path == prefix or request.path.startswith(f"{prefix}/")
