"""The forms that invite somebody and end a role."""

from dataclasses import dataclass

from werkzeug.datastructures import MultiDict
from wtforms import Form, RadioField, StringField

from app.kernel.folding import TextRefusal, fold_mail, fold_name
from app.kernel.roles import Role

ROLES = {Role.COUNSELOR.value: "相談員", Role.STAFF.value: "職員"}
MOST_NAME, MOST_WHY = 60, 100


@dataclass(frozen=True, kw_only=True)
class Invitee:
    """Who is to be invited, as what, and why."""

    name: str
    mail: str
    role: Role
    why: str


class InvitationForm(Form):
    """Name, address, role and reason."""

    name = StringField("氏名")
    email = StringField("メールアドレス")
    role = RadioField("役割", choices=ROLES, validate_choice=False)
    why = StringField("招待する理由")

    def invitee(self) -> Invitee | None:
        """Who was typed; None, with words at the fields, where something is wrong."""
        name, mail = fold_name(self.name.data or ""), fold_mail(self.email.data or "")
        why = fold_name(self.why.data or "")
        if not is_text(name, MOST_NAME):
            self.name.errors = ["氏名を入れてください。"]
        if isinstance(mail, TextRefusal) or not mail:
            self.email.errors = ["メールアドレスを一つ、正しい形で入れてください。"]
        if self.role.data not in ROLES:
            self.role.errors = ["役割を選んでください。"]
        if not is_text(why, MOST_WHY):
            self.why.errors = [f"理由を{MOST_WHY}文字までで入れてください。"]
        if any(field.errors for field in self):
            return None
        return Invitee(name=str(name), mail=str(mail), role=Role(self.role.data), why=str(why))


def invitation_form(typed: MultiDict[str, str] | None = None) -> InvitationForm:
    """The form, empty or as it was typed."""
    return InvitationForm(formdata=typed)


def is_text(folded: str | TextRefusal, most: int) -> bool:
    """Whether something was typed that can be kept."""
    return not isinstance(folded, TextRefusal) and 0 < len(folded) <= most
