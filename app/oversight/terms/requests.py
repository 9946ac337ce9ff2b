"""What watchers ask of agencies, and what becomes of it: correction, fact check, complaint, record, measure, report."""

from enum import StrEnum

RequestKind = StrEnum("RequestKind", "CORRECTION FACT_CHECK COMPLAINT RECORD MEASURE REPORT SURVEY")
"""是正要請 (AGY-017), 事実確認 (-090), 苦情の連絡 (-071, -118), 苦情記録の提出依頼 (-117), 措置要求 (-113),
報告の求め and 実態調査 (-135)."""

Addressee = StrEnum("Addressee", "CONTACT_OFFICER PRIVACY_OFFICER ORGANISATION")
"""Who at the agency is asked (AGY-090, AGY-113)."""

CaseKind = StrEnum("CaseKind", "BREACH LAW_SUSPICION ORDER OVERDUE FALSE_INFORMATION FACT_FINDING")
"""Why a case was opened; a suspected breach of the Act goes to the supply-demand section (AGY-073)."""

Decision = StrEnum("Decision", "TERMINATION LIFTING RESUMPTION")
"""Acts that take two people of the bureau (SECURITY T6)."""

ComplainantKind = StrEnum("ComplainantKind", "EMPLOYER SEEKER")
"""求人者 or 求職者 (AGY-116)."""

ComplaintSource = StrEnum("ComplaintSource", "DIRECT OFFICE BUREAU SEEKER")
"""Where a complaint came from; one relayed counts as received directly (AGY-118). What a seeker reported from the site
lies with the bureau (AGY-071), and stands in no agency's register before the bureau passes it on."""

MisuseState = StrEnum("MisuseState", "OPEN HANDLED")
"""What operations did with a report of misuse (AGY-094)."""
