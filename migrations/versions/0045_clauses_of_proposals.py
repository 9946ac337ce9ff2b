"""Keep of each proposal the clause it was made by, and tell a lifted fact-finding from one that gave way (AGY-076)."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

STOPS = {
    "terms": "3",
    "act": "4",
    "order": "8(1)",
    "job_info_misuse": "8(2)①",
    "advertising": "8(2)②",
    "excessive_sales": "8(2)③",
    "licence_lapsed": "8(2)④a",
    "service_lapsed": "8(2)④a",
    "no_report": "8(2)④a",
    "false_report": "8(2)④a",
    "qualifications_passed_on": "8(2)④a",
    "unfair_acquisition": "8(2)④b",
    "other_breach": "8(2)⑤a",
    "other_malicious": "8(2)⑤b",
    "guidance": "8(3)",
    "fact_finding": "8(3)",
    "measure_ignored": "14",
}
ENDS = {"advertising": "8(3)", "false_report": "8(2)④b", "qualifications_passed_on": "8(2)④b"}
"""What ends use by another clause than it stops it; a repeat of before is not told apart."""

LIFTED = """
UPDATE suspension SET ended_why = 'lifted' WHERE ended_why = 'facts_confirmed' AND NOT EXISTS (
  SELECT 1 FROM suspension later
  WHERE later.participation_id = suspension.participation_id AND later.id > suspension.id
  AND later.begins_at <= suspension.ended_at
)
"""


def upgrade() -> None:
    """Add the clause; of what was proposed so far it is the one its ground gives by itself."""
    op.add_column("decision_proposal", sa.Column("clause", sa.String(10), nullable=False, server_default=sa.text("''")))
    for clauses, kind in ((STOPS, ""), (ENDS, " AND decision = 'termination'")):
        told = sa.text(f"UPDATE decision_proposal SET clause = :clause WHERE ground = :ground{kind}")
        for ground, clause in clauses.items():
            op.execute(told.bindparams(clause=clause, ground=ground))
    op.execute(LIFTED)


def downgrade() -> None:
    """Take the clause away; a fact-finding that was lifted had ended with its facts confirmed."""
    op.execute("ALTER TABLE decision_proposal DROP COLUMN clause")
    op.execute(
        "UPDATE suspension SET ended_why = 'facts_confirmed'"
        " WHERE ended_why = 'lifted' AND end_kind = 'until_facts_confirmed'"
    )
