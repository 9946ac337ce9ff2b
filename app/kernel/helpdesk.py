"""Whom agencies ask about the system (AGY-139, 21): the same on every page that says it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Helpdesk:
    """A desk that answers by telephone and by mail."""

    name: str
    phone: str
    hours: str
    mail: str


HELPDESK = Helpdesk(
    name="ハローワークインターネットサービスヘルプデスク",
    phone="0570-077450",
    hours="月曜日から金曜日の9時30分から18時00分まで、祝日と年末年始を除く",
    mail="helpdesk@hd.hellowork.mhlw.go.jp",
)
"""操作、CSV、API、パスワードが分からないとき (AGY-139)."""
