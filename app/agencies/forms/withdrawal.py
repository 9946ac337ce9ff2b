"""The form of a withdrawal: what is given up, and that its consequences were read (Q-32)."""

from wtforms import BooleanField, Field, RadioField
from wtforms.validators import StopValidation

from app.agencies.forms.fields import choice
from app.agencies.forms.steps import StepForm


class WithdrawalForm(StepForm):
    """What is given up (Q-32)."""

    given_up = choice(
        RadioField,
        "退会するサービス",
        "退会するサービスを選んでください。",
        {
            "seeker_info": "求職情報提供サービスだけをやめる（求人情報提供サービスは続ける）",
            "all": "求人・求職情報提供サービスをすべてやめる",
        },
    )
    understood = BooleanField("取得した求職情報が使えなくなることを確かめました")

    def validate_understood(self, field: Field) -> None:
        """What a withdrawal deletes was read."""
        if not field.data:
            raise StopValidation("退会で起きることを読んで、チェックを付けてください。")
