"""Which agencies there are, what they may take part in, and what they do at the bureau (RULES e)."""

from enum import StrEnum

AgencyKind = StrEnum("AgencyKind", "FEE FREE SCHOOL SPECIAL")
"""The four kinds of 2(1): ① fee-charging, ② free, ③ schools and the like, ④ special corporations (AGY-005)."""

SchoolKind = StrEnum("SchoolKind", "JUNIOR_HIGH HIGH UNIVERSITY COLLEGE TECHNICAL TRAINING OTHER")
"""What a school of ③ is: junior high and high schools are not admitted (AGY-005)."""

Service = StrEnum("Service", "JOB_INFO SEEKER_INFO")
"""求人情報提供サービス and 求職情報提供サービス; together the information service (AGY-004)."""

ApplicationKind = StrEnum("ApplicationKind", "USE CHANGE RENEW WITHDRAW")
"""利用・変更・更新・退会 (AGY-096)."""

ApplicationState = StrEnum("ApplicationState", "REGISTERED RECEIVED PROCESSED NOT_ADMITTED EXPIRED")
"""Where an application stands; the last three are final (RULES c)."""

ReceivedWay = StrEnum("ReceivedWay", "MAIL POST IN_PERSON")
"""How the document came to the bureau; post and in person only after a call (AGY-105)."""

BusinessOrderKind = StrEnum("BusinessOrderKind", "SUSPENSION_ORDER IMPROVEMENT_ORDER REVOCATION")
"""事業停止命令, 業務改善命令, 許可の取消し (AGY-006, AGY-074)."""

OPEN_STATES = frozenset({ApplicationState.REGISTERED, ApplicationState.RECEIVED})
"""The states in which an application is still to be settled."""
