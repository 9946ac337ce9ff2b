"""The words of limits: where one stands, and what is to be done about it."""

from enum import StrEnum

LimitState = StrEnum("LimitState", "NONE FAR SOON PASSED")
"""Where the validity of a licence or of the seeker service stands."""

Task = StrEnum("Task", "CHANGE_LICENCE CHANGE_LICENCE_SOON RENEW_SERVICE RENEW_SERVICE_SOON WITHDRAW_SERVICE")
"""What an agency has to do about a limit: 変更申請, 更新申請, 退会申請; SOON while there is still time."""
