"""The search of the desk."""

from wtforms import Form, SelectField, StringField

from app.desk.terms.search import SearchReason

REASONS = {
    "": "選んでください",
    SearchReason.CALL.value: "電話での問い合わせ",
    SearchReason.VISIT.value: "来所・窓口での問い合わせ",
    SearchReason.CORRECTION.value: "予約や連絡先の訂正",
    SearchReason.DUTY.value: "そのほかの業務",
}
LONGEST = 254


class SearchForm(Form):
    """One field for everything a caller may tell, and the reason that a search by name asks for."""

    q = StringField("予約番号・電話番号・メールアドレス・フリガナ")
    reason = SelectField("さがす理由", choices=REASONS)

    def typed(self) -> str:
        """What was typed, cut to what any of the four may be long."""
        return (self.q.data or "").strip()[:LONGEST]

    def chosen_reason(self) -> SearchReason | None:
        """The reason chosen; None without one."""
        return SearchReason(self.reason.data) if self.reason.data in set(SearchReason) else None
