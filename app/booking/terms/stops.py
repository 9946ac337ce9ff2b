"""Why a service is stopped."""

from enum import Enum


class StopGround(Enum):
    """The letters of Kanagawa's ４（９） (KNG-51)."""

    MAINTENANCE = "ア"
    DISASTER_OR_POWER = "イ"
    ACCIDENT_TO_LINES = "ウ"
    OUTSIDE_SYSTEMS = "エ"
    HEAVY_LOAD = "オ"
    TAMPERING = "カ"
    OTHER_NEED = "キ"
