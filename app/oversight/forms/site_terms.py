"""The form of a new text of the service's terms: typed, or as a file."""

from datetime import date

from werkzeug.datastructures import FileStorage, MultiDict
from wtforms import Form, HiddenField, StringField, TextAreaField

from app.offices.queries.drafts import Draft
from app.oversight.forms.typed import day

LARGEST = 400_000
"""Bytes of a file, and characters of a text: more than ten times the terms of now."""
UNREADABLE = (
    "UTF-8 の文字だけのファイル（.txt、.md）として読めませんでした。保存しなおすか、全文を下の欄に貼り付けてください。"
)
TOO_LARGE = "ファイルが大きすぎます。規約の文章だけのファイルを選んでください。"
NO_SIGN = "文書に使えない制御文字（NUL）が入っています。取り除いてください。"


class SiteTermsForm(Form):
    """Effective day, and the text; a file takes the place of what is typed."""

    effective_on = StringField("施行日（この日の0時から適用）")
    text = TextAreaField("規約の全文")
    revision = HiddenField()

    def draft(self, sent: FileStorage | None) -> Draft | None:
        """What was typed or sent, no character changed; None with words at the fields."""
        effective_on: date | None = day(self.effective_on, "施行日を入れてください。")
        text = self._text_of(sent)
        if self.effective_on.errors or self.text.errors:
            return None
        revision = self.revision.data or ""
        number = int(revision) if revision.isascii() and revision.isdigit() and len(revision) < 10 else -1
        return Draft(text=text, effective_on=effective_on, revision=number)

    def _text_of(self, sent: FileStorage | None) -> str:
        text = self.text.data or ""
        if sent is not None and sent.filename:
            content = sent.stream.read(LARGEST + 1)
            try:
                text = content.decode("utf-8-sig") if len(content) <= LARGEST else text
            except UnicodeDecodeError:
                self.text.errors = [UNREADABLE]
                return text
            if len(content) > LARGEST:
                self.text.errors = [TOO_LARGE]
        if "\0" in text:
            self.text.errors = [NO_SIGN]
        elif len(text) > LARGEST:
            self.text.errors = [f"{LARGEST}文字までです。"]
        return text.replace("\r\n", "\n").replace("\r", "\n")


def site_terms_form(draft: Draft, typed: MultiDict[str, str] | None = None) -> SiteTermsForm:
    """The form as it was typed, else as the draft stands."""
    if typed is not None:
        return SiteTermsForm(formdata=typed)
    told = draft.effective_on.isoformat() if draft.effective_on else ""
    return SiteTermsForm(data={"text": draft.text, "effective_on": told, "revision": str(draft.revision)})
