"""A million records and messages by bulk SQL: an agency that writes to a thousand a day, seekers as an office has."""

from typing import Any

from sqlalchemy import Connection

FEW, MANY = 10_000, 1_000_000
A_DAY = 1_000
KEPT_DAYS = 60
NEWEST = 8_000
"""What is new: only here seekers wait for an answer; what is older and open was answered, the rest is over."""
PLACES = 20
SWIFT = {
    "sqlite": ("PRAGMA foreign_keys=OFF", "PRAGMA synchronous=OFF", "PRAGMA cache_size=-400000"),
    "postgresql": ("SET statement_timeout=0", "SET session_replication_role=replica", "SET synchronous_commit=off"),
}
WORDS = {
    "sqlite": {
        "series": "(WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i < {last})"
        " SELECT i FROM n)",
        "moment": "strftime('%Y-%m-%d %H:%M:%S.000000', '2026-05-11', '-' || (i * 1440 / 1000) || ' minutes')",
        "day": "date('2026-05-11', '-' || (i / 1000) || ' days')",
        "kept": "date('2026-05-11', (60 - i / 1000) || ' days')",
        "since": "'2026-05-01 00:00:00.000000'",
        "digits": "printf('%09d', i)",
    },
    "postgresql": {
        "series": "generate_series({first}, {last}) AS n(i)",
        "moment": "timestamptz '2026-05-11 00:00+00' - make_interval(mins => i * 1440 / 1000)",
        "day": "date '2026-05-11' - i / 1000",
        "kept": "date '2026-05-11' - i / 1000 + 60",
        "since": "timestamptz '2026-05-01 00:00+00'",
        "digits": "lpad(i::text, 9, '0')",
    },
}
RECORDS = """INSERT INTO seeker_record (id, seeker_index, shuffle, experience, qualifications, wishes, wage, wage_unit,
    age_band, offered_at, valid_until)
    SELECT i, 'bench' || i, (i * 2654435761) % 2147483648, text, '', '', 200000 + 10000 * (i / 20 % 10), 'month',
    NULL, {since}, '2026-07-31' FROM {series} JOIN bench_word ON place = i % 20"""
CHOICES = """INSERT INTO seeker_choice (record_id, kind, code, shuffle)
    SELECT id, 'occupation', occupation, shuffle FROM seeker_record JOIN bench_word ON place = id % 20 WHERE {ids}
    UNION ALL SELECT id, 'area', CASE WHEN id / 20 % 100 < 46 THEN '42' WHEN id / 20 % 100 < 66 THEN '40' ELSE '13' END,
        shuffle FROM seeker_record WHERE {ids}
    UNION ALL SELECT id, 'employment', CASE WHEN id / 2000 % 3 = 0 THEN 'part_time' ELSE 'regular' END, shuffle
        FROM seeker_record WHERE {ids}
    UNION ALL SELECT id, 'hours', CASE WHEN id / 2000 % 3 = 0 THEN 'short' ELSE 'full' END, shuffle
        FROM seeker_record WHERE {ids}"""
GRAMS = """INSERT INTO seeker_gram (gram, shuffle, record_id) SELECT gram, shuffle, id
    FROM seeker_record JOIN bench_gram ON place = id % 20 WHERE {ids} ORDER BY 1, 2, 3"""
ACQUISITIONS = """INSERT INTO acquisition (id, number, agency_id, record_id, profile, acquired_at, acquired_on,
    acquired_by, stop_count, kept_until)
    SELECT i, 'A' || {digits}, {agency}, i, {bytes}, {moment}, {day}, {account}, 0, {kept}
    FROM {series}"""
THREADS = """INSERT INTO thread (id, number, agency_id, record_id, acquisition_id, stop_count, is_open, stage,
    is_unread, opened_at, last_at, blocked_at, closed_at)
    SELECT i, 'T' || {digits}, {agency}, i, i, 0, i < {living} AND i % 97 <> 0,
    CASE WHEN i % 4 <> 0 THEN 'invited' WHEN i < {living} AND (i > {newest} OR i % 200 <> 0) THEN 'answered'
        ELSE 'asked' END,
    (i <= {newest} OR i >= {living}) AND i % 400 = 0, {moment}, {moment},
    CASE WHEN i % 97 = 0 THEN {moment} END, CASE WHEN i >= {living} AND i % 97 <> 0 THEN {moment} END FROM {series}"""
MESSAGES = """INSERT INTO message (id, thread_id, agency_id, kind, text_id, mandatory_info_id, sent_at, sent_on,
    sent_by) SELECT i, i, {agency}, 'first_invitation', {text}, {info}, {moment}, {day}, {account} FROM {series}
    UNION ALL SELECT 10000000 + i, i, {agency}, 'question', {text}, NULL, {moment}, {day}, NULL FROM {series}
    WHERE i % 4 = 0"""
TEXTS = ("一般事務", "経理事務", "受付", "倉庫の仕分け", "ビルの清掃", "食品売場の販売", "ルート営業", "訪問介護")
TEXTS += ("介護施設での介護", "介護の夜勤", "介護の送迎", "食品の製造", "機械の組立て", "設計の補助", "病棟の介護")
TEXTS += ("介護の補助", "通所の介護", "内装工事", "在宅の介護", "施設の警備")
"""Two of five tell of 介護, so that every arc of a search for it is full among the few too."""
OCCUPATIONS = ("clerical", "clerical", "clerical", "carrying_cleaning", "carrying_cleaning", "sales", "sales", "care")
OCCUPATIONS += ("care", "service", "service", *("manufacturing",) * 3, *("medical",) * 2, "transport", "construction")
OCCUPATIONS += ("childcare_education", "security")


def prepare(connection: Connection) -> None:
    """The texts of records with what they are found by."""
    from app.seekers.rules.searching import grams

    connection.exec_driver_sql("CREATE TABLE bench_word (place integer, text text, occupation text)")
    connection.exec_driver_sql("CREATE TABLE bench_gram (place integer, gram text)")
    for place, (text, occupation) in enumerate(zip(TEXTS, OCCUPATIONS, strict=True)):
        connection.exec_driver_sql(f"INSERT INTO bench_word VALUES ({place}, '{text}', '{occupation}')")
        for gram in grams(text):
            connection.exec_driver_sql(f"INSERT INTO bench_gram VALUES ({place}, '{gram}')")


def fill(first: int, last: int, own: dict[str, Any]) -> None:
    """Records from one number to another; of messages as many, four of five a first invitation of `own` agency."""
    from app.db import db

    name = db.engine.dialect.name
    with db.engine.connect() as connection:
        raw = connection.connection.driver_connection
        if name == "postgresql":
            raw.autocommit = True
        for pragma in SWIFT[name]:
            raw.execute(pragma)
        if name == "sqlite":
            raw.execute("BEGIN")
        for statement in statements(name, first, last, own):
            raw.execute(statement)
        if name == "sqlite":
            raw.execute("COMMIT")
        raw.execute("ANALYZE")
        connection.invalidate()


def statements(name: str, first: int, last: int, own: dict[str, Any]) -> list[str]:
    """The statements that fill both, on one kind of database."""
    said = {
        **WORDS[name],
        **own,
        "living": KEPT_DAYS * A_DAY,
        "newest": NEWEST,
        "bytes": "'x'" if name == "postgresql" else "X'00'",
    }
    people = {**said, "series": said["series"].format(first=first, last=last), "ids": f"id BETWEEN {first} AND {last}"}
    threads = {**said, "series": said["series"].format(first=first * 4 // 5 + 1, last=last * 4 // 5)}
    made = [each.format(**people) for each in (RECORDS, CHOICES, GRAMS)]
    return made + [each.format(**threads) for each in (ACQUISITIONS, THREADS, MESSAGES)]
