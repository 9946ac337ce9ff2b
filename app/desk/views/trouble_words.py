"""Why a mail did not arrive, in the desk's words."""

from collections.abc import Mapping
from types import MappingProxyType

from app.desk.rules.deliveries import trouble_of
from app.desk.terms.deliveries import Trouble

TROUBLES: Mapping[Trouble, str] = MappingProxyType(
    {
        Trouble.NO_SUCH_ADDRESS: "このアドレスはありません",
        Trouble.UNUSABLE_ADDRESS: "このアドレスには送れません",
        Trouble.MAILBOX: "受信箱がいっぱいか、止められています",
        Trouble.REJECTED: "メールのサーバーが断りました",
        Trouble.BOUNCED: "不達のお知らせが届きました",
        Trouble.LATER: "メールのサーバーが、いまは受け取りません",
        Trouble.UNREACHED: "メールのサーバーにつながりません",
        Trouble.NO_KEY: "文面を開く鍵がありません",
    }
)


def trouble_words(code: str) -> str:
    """What a server's answer comes to, with the answer where it has a number; empty where nothing was answered."""
    trouble = trouble_of(code)
    if trouble is None:
        return ""
    return TROUBLES[trouble] + (f"（{code}）" if code[:1].isdigit() else "")
