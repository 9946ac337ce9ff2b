"""Add cases, what agencies are asked, decisions by two people, and registers of complaints."""

import sqlalchemy as sa
from alembic import op

from app.columns import Sealed, UtcDateTime

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

GROUNDS = (
    "'terms', 'act', 'order', 'job_info_misuse', 'advertising', 'excessive_sales', "
    "'licence_lapsed', 'service_lapsed', 'no_report', 'false_report', "
    "'qualifications_passed_on', 'unfair_acquisition', 'other_breach', 'other_malicious', "
    "'guidance', 'fact_finding', 'measure_ignored'"
)


def upgrade() -> None:
    """Add the tables."""
    add_oversight_case()
    add_agency_request()
    add_decision_proposal()
    add_complaint()
    add_complaint_entry()
    add_complaint_submission()


def downgrade() -> None:
    """Take them back."""
    op.drop_table("complaint_submission")
    op.drop_table("complaint_entry")
    op.drop_table("complaint")
    op.drop_table("decision_proposal")
    op.drop_table("agency_request")
    op.drop_table("oversight_case")


def add_oversight_case() -> None:
    """Add oversight case."""
    op.create_table(
        "oversight_case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(10), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("ground", sa.String(30), nullable=False),
        sa.Column("facts", Sealed("oversight_case.facts"), nullable=False),
        sa.Column("opened_at", UtcDateTime(), nullable=False),
        sa.Column("opened_by", sa.Integer(), nullable=True),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("mandatory_info_id", sa.Integer(), nullable=True),
        sa.Column("suspension_id", sa.Integer(), nullable=True),
        sa.Column("referred_on", sa.Date(), nullable=True),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("closed_by", sa.Integer(), nullable=True),
        sa.Column("outcome", Sealed("oversight_case.outcome"), nullable=True),
        *checks(
            "oversight_case",
            ground_known=f"ground IN ({GROUNDS})",
            suspicion_referred="kind <> 'law_suspicion' OR closed_at IS NULL OR referred_on IS NOT NULL",
            kind_known=("kind IN ('breach', 'law_suspicion', 'order', 'overdue', 'false_information', 'fact_finding')"),
            closed_with_outcome="(closed_at IS NULL) = (outcome IS NULL)",
        ),
        *points(
            "oversight_case",
            agency_id="agency",
            closed_by="account",
            mandatory_info_id="mandatory_info",
            opened_by="account",
            organisation_id="organisation",
            suspension_id="suspension",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_oversight_case")),
        sa.UniqueConstraint("number", name=op.f("uq_oversight_case_number")),
    )
    op.create_index("ix_oversight_case_agency_id", "oversight_case", ["agency_id"])


def add_agency_request() -> None:
    """Add agency request."""
    op.create_table(
        "agency_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(10), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("ground", sa.String(30), nullable=True),
        sa.Column("addressee", sa.String(20), nullable=False),
        sa.Column("text", Sealed("agency_request.text"), nullable=False),
        sa.Column("limit_on", sa.Date(), nullable=True),
        sa.Column("sent_at", UtcDateTime(), nullable=False),
        sa.Column("sent_by", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("answered_by", sa.Integer(), nullable=True),
        sa.Column("answer", Sealed("agency_request.answer"), nullable=True),
        sa.Column("declined", sa.Boolean(), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        sa.Column("closed_by", sa.Integer(), nullable=True),
        *checks(
            "agency_request",
            addressee_known="addressee IN ('contact_officer', 'privacy_officer', 'organisation')",
            ground_known=f"ground IN ({GROUNDS})",
            facts_asked_of_an_officer="kind <> 'fact_check' OR addressee <> 'organisation'",
            measure_asked_of_contact="kind <> 'measure' OR addressee = 'contact_officer'",
            kind_known=("kind IN ('correction', 'fact_check', 'complaint', 'record', 'measure', 'report', 'survey')"),
            answered_whole="(answered_at IS NULL) = (answer IS NULL)",
            closed_by_somebody="(closed_at IS NULL) = (closed_by IS NULL)",
        ),
        *points(
            "agency_request",
            agency_id="agency",
            answered_by="account",
            case_id="oversight_case",
            closed_by="account",
            organisation_id="organisation",
            sent_by="account",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_request")),
        sa.UniqueConstraint("number", name=op.f("uq_agency_request_number")),
    )
    op.create_index("ix_agency_request_agency_id", "agency_request", ["agency_id"])
    op.create_index("ix_agency_request_organisation_id", "agency_request", ["organisation_id"])


def add_decision_proposal() -> None:
    """Add decision proposal."""
    op.create_table(
        "decision_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("participation_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("suspension_id", sa.Integer(), nullable=True),
        sa.Column("decision", sa.String(20), nullable=False),
        sa.Column("ground", sa.String(30), nullable=False),
        sa.Column("reason", Sealed("decision_proposal.reason"), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("proposed_at", UtcDateTime(), nullable=False),
        sa.Column("proposed_by", sa.Integer(), nullable=False),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.Column("approved", sa.Boolean(), nullable=True),
        *checks(
            "decision_proposal",
            lifting_of_a_suspension="decision = 'termination' OR suspension_id IS NOT NULL",
            decision_known="decision IN ('termination', 'lifting', 'resumption')",
            ground_known=f"ground IN ({GROUNDS})",
            settled_whole=(
                "(settled_at IS NULL AND settled_by IS NULL AND approved IS NULL)"
                " OR (settled_at IS NOT NULL AND settled_by IS NOT NULL AND approved IS NOT NULL)"
            ),
            approved_by_another="NOT approved OR settled_by <> proposed_by",
        ),
        *points(
            "decision_proposal",
            case_id="oversight_case",
            participation_id="participation",
            proposed_by="account",
            settled_by="account",
            suspension_id="suspension",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_proposal")),
    )
    op.create_index(
        "uq_decision_proposal_open",
        "decision_proposal",
        ["participation_id"],
        unique=True,
        sqlite_where=sa.text("settled_at IS NULL"),
        postgresql_where=sa.text("settled_at IS NULL"),
    )


def add_complaint() -> None:
    """Add complaint."""
    op.create_table(
        "complaint",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(10), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("complainant", sa.String(10), nullable=False),
        sa.Column("source", sa.String(10), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("content", Sealed("complaint.content"), nullable=False),
        sa.Column("entered_at", UtcDateTime(), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=True),
        sa.Column("settled_on", sa.Date(), nullable=True),
        *checks(
            "complaint",
            relayed_by_request="(source = 'direct') = (request_id IS NULL)",
            complainant_known="complainant IN ('employer', 'seeker')",
            source_known="source IN ('direct', 'office', 'bureau')",
        ),
        *points("complaint", agency_id="agency", entered_by="account", request_id="agency_request"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint")),
        sa.UniqueConstraint("number", name=op.f("uq_complaint_number")),
    )
    op.create_index("ix_complaint_agency_id", "complaint", ["agency_id"])


def add_complaint_entry() -> None:
    """Add complaint entry."""
    op.create_table(
        "complaint_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("complaint_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("text", Sealed("complaint_entry.text"), nullable=False),
        sa.Column("entered_at", UtcDateTime(), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=False),
        *points("complaint_entry", complaint_id="complaint", entered_by="account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_entry")),
    )
    op.create_index("ix_complaint_entry_complaint_id", "complaint_entry", ["complaint_id"])


def add_complaint_submission() -> None:
    """Add complaint submission."""
    op.create_table(
        "complaint_submission",
        sa.Column("request_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("complaint_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("submitted_at", UtcDateTime(), nullable=False),
        *points("complaint_submission", complaint_id="complaint", request_id="agency_request"),
        sa.PrimaryKeyConstraint("request_id", "complaint_id", name=op.f("pk_complaint_submission")),
    )


def checks(table: str, **conditions: str) -> list[sa.CheckConstraint]:
    """Checks of a table, by our naming."""
    return [sa.CheckConstraint(text, name=op.f(f"ck_{table}_{name}")) for name, text in conditions.items()]


def points(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    """Foreign keys to the ids of other tables, by our naming."""
    return [
        sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))
        for column, other in columns.items()
    ]
