"""Add the bureaux, and agencies with their applications and what they tell seekers."""

import sqlalchemy as sa
from alembic import op

from app.columns import Sealed, UtcDateTime

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

BUREAUX = """
    hokkaido 北海道 札幌, aomori 青森 青森, iwate 岩手 盛岡, miyagi 宮城 仙台,
    akita 秋田 秋田, yamagata 山形 山形, fukushima 福島 福島, ibaraki 茨城 水戸,
    tochigi 栃木 宇都宮, gunma 群馬 前橋, saitama 埼玉 さいたま, chiba 千葉 千葉,
    tokyo 東京 東京, kanagawa 神奈川 横浜, niigata 新潟 新潟, toyama 富山 富山,
    ishikawa 石川 金沢, fukui 福井 福井, yamanashi 山梨 甲府, nagano 長野 長野,
    gifu 岐阜 岐阜, shizuoka 静岡 静岡, aichi 愛知 名古屋, mie 三重 津,
    shiga 滋賀 大津, kyoto 京都 京都, osaka 大阪 大阪, hyogo 兵庫 神戸,
    nara 奈良 奈良, wakayama 和歌山 和歌山, tottori 鳥取 鳥取, shimane 島根 松江,
    okayama 岡山 岡山, hiroshima 広島 広島, yamaguchi 山口 山口, tokushima 徳島 徳島,
    kagawa 香川 高松, ehime 愛媛 松山, kochi 高知 高知, fukuoka 福岡 福岡,
    saga 佐賀 佐賀, nagasaki 長崎 長崎, kumamoto 熊本 熊本, oita 大分 大分,
    miyazaki 宮崎 宮崎, kagoshima 鹿児島 鹿児島, okinawa 沖縄 那覇
"""
"""Every labour bureau: its code, its prefecture, and the seat of the district court of its place (AGY-143)."""
SUFFIXES = {"北海道": "", "東京": "都", "京都": "府", "大阪": "府"}


def upgrade() -> None:
    """Add the tables."""
    add_bureau()
    add_agency()
    add_agency_application()
    add_agency_application_draft()
    add_agency_application_upload()
    add_mandatory_info()
    add_business_order()
    seed_bureaux()


def downgrade() -> None:
    """Take them back."""
    op.drop_table("business_order")
    op.drop_table("mandatory_info")
    op.drop_table("agency_application_upload")
    op.drop_table("agency_application_draft")
    op.drop_table("agency_application")
    op.drop_table("agency")
    op.drop_table("bureau")


def add_bureau() -> None:
    """Add bureau."""
    op.create_table(
        "bureau",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(20), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("prefecture", sa.Text(), nullable=False),
        sa.Column("court", sa.Text(), nullable=False),
        sa.Column("applications_mail", sa.Text(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=True),
        *points("bureau", id="organisation"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bureau")),
        sa.UniqueConstraint("code", name=op.f("uq_bureau_code")),
    )


def add_agency() -> None:
    """Add agency."""
    op.create_table(
        "agency",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("bureau_id", sa.Integer(), nullable=False),
        sa.Column("registered_at", UtcDateTime(), nullable=False),
        sa.Column("registered_by", sa.Integer(), nullable=False),
        sa.Column("contact_name", Sealed("agency.contact_name"), nullable=False),
        sa.Column("contact_mail", Sealed("agency.contact_mail"), nullable=False),
        sa.Column("bureau_address_sent_at", UtcDateTime(), nullable=True),
        sa.Column("stop_count", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("name_key", sa.String(200), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("address_key", sa.Text(), nullable=True),
        sa.Column("kind", sa.String(20), nullable=True),
        sa.Column("licence_number", sa.String(60), nullable=True),
        sa.Column("licence_key", sa.String(60), nullable=True),
        sa.Column("licence_valid_until", sa.Date(), nullable=True),
        sa.Column("handles_subsidies", sa.Boolean(), nullable=True),
        sa.Column("has_privacy_mark", sa.Boolean(), nullable=True),
        sa.Column("has_excellent_mark", sa.Boolean(), nullable=True),
        sa.Column("particulars", Sealed("agency.particulars"), nullable=True),
        sa.Column("closed_at", UtcDateTime(), nullable=True),
        *checks(
            "agency",
            kind_known="kind IN ('fee', 'free', 'school', 'special')",
            registered_whole="(particulars IS NULL) = (kind IS NULL)",
            stops_counted="stop_count >= 0",
        ),
        *points("agency", bureau_id="bureau", id="organisation", registered_by="account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency")),
    )
    op.create_index("ix_agency_address_key", "agency", ["address_key"])
    op.create_index("ix_agency_bureau_id", "agency", ["bureau_id"])
    op.create_index("ix_agency_licence_key", "agency", ["licence_key"])
    op.create_index("ix_agency_name_key", "agency", ["name_key"])


def add_agency_application() -> None:
    """Add agency application."""
    op.create_table(
        "agency_application",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(10), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("registered_at", UtcDateTime(), nullable=False),
        sa.Column("registered_by", sa.Integer(), nullable=False),
        sa.Column("document_limit", sa.Date(), nullable=False),
        sa.Column("particulars", Sealed("agency_application.particulars"), nullable=True),
        sa.Column("services", sa.String(20), nullable=True),
        sa.Column("linked_id", sa.Integer(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("received_way", sa.String(10), nullable=True),
        sa.Column("called_on", sa.Date(), nullable=True),
        sa.Column("received_by", sa.Integer(), nullable=True),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.Column("why", Sealed("agency_application.why"), nullable=True),
        *checks(
            "agency_application",
            open_while_unsettled="is_open = (state IN ('registered', 'received'))",
            kind_known="kind IN ('use', 'change', 'renew', 'withdraw')",
            paper_after_call="received_way = 'mail' OR received_way IS NULL OR called_on IS NOT NULL",
            way_known="received_way IN ('mail', 'post', 'in_person')",
            expired_is_empty="state <> 'expired' OR particulars IS NULL",
            refused_with_reason="state <> 'not_admitted' OR why IS NOT NULL",
            state_known="state IN ('registered', 'received', 'processed', 'not_admitted', 'expired')",
            processed_after_paper="state NOT IN ('received', 'processed') OR received_on IS NOT NULL",
            received_in_a_way="(received_on IS NULL) = (received_way IS NULL)",
            call_before_paper="called_on <= received_on",
            settled_has_moment="is_open = (settled_at IS NULL)",
            received_in_time="received_on IS NULL OR received_on <= document_limit",
        ),
        *points(
            "agency_application",
            agency_id="agency",
            linked_id="agency_application",
            received_by="account",
            registered_by="account",
            settled_by="account",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_application")),
        sa.UniqueConstraint("number", name=op.f("uq_agency_application_number")),
    )
    op.create_index(
        "ix_agency_application_document_limit",
        "agency_application",
        ["document_limit"],
        sqlite_where=sa.text("is_open"),
        postgresql_where=sa.text("is_open"),
    )
    op.create_index(
        "uq_agency_application_open",
        "agency_application",
        ["agency_id", "kind"],
        unique=True,
        sqlite_where=sa.text("is_open"),
        postgresql_where=sa.text("is_open"),
    )


def add_agency_application_draft() -> None:
    """Add agency application draft."""
    op.create_table(
        "agency_application_draft",
        sa.Column("agency_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("typed", Sealed("agency_application_draft.typed"), nullable=False),
        sa.Column("saved_at", UtcDateTime(), nullable=False),
        sa.Column("saved_by", sa.Integer(), nullable=False),
        *checks(
            "agency_application_draft",
            kind_known="kind IN ('use', 'change', 'renew', 'withdraw')",
        ),
        *points("agency_application_draft", agency_id="agency", saved_by="account"),
        sa.PrimaryKeyConstraint("agency_id", "kind", name=op.f("pk_agency_application_draft")),
    )


def add_agency_application_upload() -> None:
    """Add agency application upload."""
    op.create_table(
        "agency_application_upload",
        sa.Column("application_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("content", Sealed("agency_application_upload.content"), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("uploaded_at", UtcDateTime(), nullable=False),
        sa.Column("uploaded_by", sa.Integer(), nullable=False),
        *checks(
            "agency_application_upload",
            not_empty="size > 0",
        ),
        *points("agency_application_upload", application_id="agency_application", uploaded_by="account"),
        sa.PrimaryKeyConstraint("application_id", name=op.f("pk_agency_application_upload")),
    )


def add_mandatory_info() -> None:
    """Add mandatory info."""
    op.create_table(
        "mandatory_info",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.SmallInteger(), nullable=False),
        sa.Column("application_id", sa.Integer(), nullable=True),
        sa.Column("in_force_at", UtcDateTime(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.Column("occupations", sa.Text(), nullable=False),
        sa.Column("industries", sa.Text(), nullable=False),
        sa.Column("areas", sa.Text(), nullable=False),
        sa.Column("seeker_fees", sa.Text(), nullable=False),
        sa.Column("officer", Sealed("mandatory_info.officer"), nullable=False),
        sa.Column("officer_contact", Sealed("mandatory_info.officer_contact"), nullable=False),
        *checks(
            "mandatory_info",
            version_counted="version > 0",
        ),
        *points("mandatory_info", agency_id="agency", application_id="agency_application"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mandatory_info")),
        sa.UniqueConstraint("agency_id", "version", name=op.f("uq_mandatory_info_agency_id_version")),
    )


def add_business_order() -> None:
    """Add business order."""
    op.create_table(
        "business_order",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("improved_on", sa.Date(), nullable=True),
        sa.Column("entered_at", UtcDateTime(), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=False),
        sa.Column("improved_by", sa.Integer(), nullable=True),
        *checks(
            "business_order",
            suspension_has_end="kind <> 'suspension_order' OR until_on IS NOT NULL",
            kind_known="kind IN ('suspension_order', 'improvement_order', 'revocation')",
            improved_after="improved_on IS NULL OR improved_on >= from_on",
            days_in_order="until_on IS NULL OR until_on >= from_on",
        ),
        *points("business_order", agency_id="agency", entered_by="account", improved_by="account"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_business_order")),
    )
    op.create_index("ix_business_order_agency_id", "business_order", ["agency_id"])


def seed_bureaux() -> None:
    """Found the organisation of each bureau where it is missing, and put down its court."""
    bureaux = [entry.split() for entry in BUREAUX.split(",")]
    connection = op.get_bind()
    organisation = sa.table("organisation", sa.column("id"), sa.column("kind"), sa.column("code"), sa.column("name"))
    bureau = sa.table("bureau", *(sa.column(name) for name in ("id", "code", "name", "prefecture", "court")))
    of_bureaux = sa.select(organisation.c.code, organisation.c.id).where(organisation.c.kind == "bureau")
    known = {code for code, _ in connection.execute(of_bureaux)}
    for code, prefecture, _ in bureaux:
        if code not in known:
            values = {"kind": "bureau", "code": code, "name": f"{prefecture}労働局"}
            connection.execute(organisation.insert().values(values))
    ids = dict(tuple(row) for row in connection.execute(of_bureaux))
    for code, prefecture, seat in bureaux:
        full = prefecture + SUFFIXES.get(prefecture, "県")
        facts = {"name": f"{prefecture}労働局", "prefecture": full, "court": f"{seat}地方裁判所"}
        connection.execute(bureau.insert().values(id=ids[code], code=code, **facts))


def checks(table: str, **conditions: str) -> list[sa.CheckConstraint]:
    """Checks of a table, by our naming."""
    return [sa.CheckConstraint(text, name=op.f(f"ck_{table}_{name}")) for name, text in conditions.items()]


def points(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    """Foreign keys to the ids of other tables, by our naming."""
    return [
        sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))
        for column, other in columns.items()
    ]
