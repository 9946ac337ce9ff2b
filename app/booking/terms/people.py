"""What an applicant says of themselves besides name and address: forms fill it, rows keep it."""

from dataclasses import dataclass
from enum import StrEnum

from app.kernel.registration import Registration

Device = StrEnum("Device", "PC TABLET SMARTPHONE NONE")
"""With what one takes part: パソコン, タブレット, スマートフォン, Webカメラなし (MYK-06, NGS-08, KRS-07)."""


@dataclass(frozen=True, kw_only=True)
class Particulars:
    """What only some offices ask for; empty or None where this one does not.

    `tool` is the one chosen where an office offers several. `support_officer` is the 個別支援担当者, `support_place`
    where that is (KRS-06); `establishment` the employer's name or number (NGS-07); `companion` says who else takes part
    (MYK-40, NGS-59, KRS-45); `nominated_counselor_id` is an account (NGS-20).
    """

    seeker_number: str = ""
    registration: Registration | None = None
    mypage_opened: bool | None = None
    device: Device | None = None
    tool: str = ""
    support_officer: str = ""
    support_place: str = ""
    establishment: str = ""
    companion: str = ""
    nominated_counselor_id: int | None = None
