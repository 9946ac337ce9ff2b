"""Writing beside a booking."""

from wtforms import Form, StringField, TextAreaField, ValidationError

from app.desk.terms.notes import LIMIT
from app.kernel.folding import TextRefusal, fold_text, graphemes


class NoteForm(Form):
    """One text; which kind of note it becomes is said by the button that was pressed."""

    text = TextAreaField("書き残すこと")
    folded = ""

    def validate_text(self, field: StringField) -> None:
        """Something we can keep, not too long."""
        folded = fold_text(field.data or "")
        if isinstance(folded, TextRefusal):
            raise ValidationError("使用できない文字が含まれています。消してから、もう一度押してください。")
        if not folded.strip():
            raise ValidationError("書き残すことを入力してください。")
        over = graphemes(folded) - LIMIT
        if over > 0:
            raise ValidationError(f"{LIMIT}文字までです。あと{over}文字減らしてください。")
        self.folded = folded.strip()
