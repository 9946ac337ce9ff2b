"""The seekers of the demo: Yamada's own record, and generated ones of nobody, as an office would import them."""

import random
from collections.abc import Iterator
from datetime import datetime

from app.routines.demo.agencies import identity
from app.seekers.queries.own import own_record
from app.seekers.terms.importing import ImportedRow
from app.seekers.terms.records import AgeBand, Employment, Hours, Occupation, SeekerProfile, WageUnit
from app.seekers.usecases.importing import import_records
from app.seekers.usecases.offering import offer_record

COUNT, AT_ONCE, OFFICE = 1_200, 600, "nagasaki_main"
FIRST_NUMBER = 4_201_900_000_001
SHARES = {
    Occupation.CLERICAL: (24, ("一般事務", "経理事務", "受付"), ("簿記3級", "表計算の検定")),
    Occupation.CARRYING_CLEANING: (14, ("倉庫の仕分け", "ビルの清掃"), ("フォークリフト技能講習修了",)),
    Occupation.SALES: (12, ("食品売場の販売", "ルート営業"), ("販売士3級", "普通自動車免許")),
    Occupation.CARE: (11, ("介護施設での介護", "訪問介護"), ("介護福祉士", "介護職員初任者研修修了")),
    Occupation.SERVICE: (10, ("調理補助", "ホテルの客室係"), ("調理師", "")),
    Occupation.MANUFACTURING: (9, ("食品の製造", "機械の組立て"), ("溶接技能者", "")),
    Occupation.RESEARCH_ENGINEERING: (5, ("業務システムの開発", "設計の補助"), ("基本情報技術者",)),
    Occupation.MEDICAL: (4, ("病棟の看護", "調剤の補助"), ("看護師", "登録販売者")),
    Occupation.TRANSPORT: (4, ("配送", "路線バスの運転"), ("中型自動車免許", "大型二種免許")),
    Occupation.CONSTRUCTION: (3, ("内装工事", "電気工事"), ("第二種電気工事士",)),
    Occupation.CHILDCARE_EDUCATION: (3, ("保育", "学童の支援"), ("保育士", "幼稚園教諭")),
    Occupation.SECURITY: (1, ("施設の警備",), ("施設警備2級",)),
}
"""Of a hundred seekers so many wish for it, have done this, hold that."""
AREAS = {"42": 46, "40": 20, "41": 9, "43": 7, "13": 6, "14": 6, "27": 3, "33": 3}
WISHES = ("", "日曜日に休める仕事", "残業の少ない職場", "自宅から1時間以内", "10時から16時まで", "経験を生かしたい")
BANDS = (*AgeBand, None, None, None, None, None, None, None)
MONTHLY, HOURLY = (170_000, 320_000, 10_000), (960, 1_500, 20)
OWN = SeekerProfile(
    occupations=(Occupation.CLERICAL,),
    areas=("42",),
    employments=(Employment.REGULAR, Employment.PART_TIME),
    hours=(Hours.FULL,),
    wage=200_000,
    experience="会社の総務で一般事務を6年。書類作成、電話と来客の応対。",
    qualifications="簿記3級、普通自動車免許",
    wishes="土日に休める仕事",
    age_band=AgeBand.THIRTIES,
)


def load_seekers(now: datetime) -> int:
    """Let the records be there where Yamada has none yet; how many were made."""
    yamada = identity("yamada", now)
    if yamada.account_id is None or own_record(yamada.account_id, now) is not None:
        return 0
    offer_record(OWN, agreed=True, by=yamada, now=now)
    rows = list(generated(COUNT))
    for start in range(0, COUNT, AT_ONCE):
        import_records(rows[start : start + AT_ONCE], office_id=OFFICE, now=now)
    return COUNT + 1


def generated(count: int) -> Iterator[ImportedRow]:
    """So many records of nobody, the same at every call."""
    chance = random.Random("seekers")  # noqa: S311 (the demo's, always the same)
    shares = [share for share, _, _ in SHARES.values()]
    for place in range(count):
        occupation = chance.choices(list(SHARES), shares)[0]
        yield ImportedRow(number=str(FIRST_NUMBER + place), profile=_profile(chance, occupation))


def _profile(chance: random.Random, occupation: Occupation) -> SeekerProfile:
    _, done, held = SHARES[occupation]
    part_time = chance.random() < 0.3
    low, high, step = HOURLY if part_time else MONTHLY
    return SeekerProfile(
        occupations=(occupation,),
        areas=tuple(sorted({_area(chance), _area(chance)})),
        employments=_employments(chance, part_time),
        hours=(Hours.SHORT if part_time else Hours.FULL,),
        wage=chance.randrange(low, high, step),
        wage_unit=WageUnit.HOUR if part_time else WageUnit.MONTH,
        experience=f"{chance.choice(done)} {chance.randint(1, 20)}年",
        qualifications=chance.choice(held),
        wishes=chance.choice(WISHES),
        age_band=chance.choice(BANDS),
    )


def _area(chance: random.Random) -> str:
    return chance.choices(list(AREAS), list(AREAS.values()))[0]


def _employments(chance: random.Random, part_time: bool) -> tuple[Employment, ...]:
    if part_time:
        return (Employment.PART_TIME,)
    return tuple(sorted({Employment.REGULAR, chance.choice(tuple(Employment))}))
