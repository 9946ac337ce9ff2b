"""What the agencies of the demo tell in their applications. All of them are made up."""

from dataclasses import replace
from datetime import date, timedelta

from app.agencies.terms.kinds import AgencyKind
from app.agencies.terms.particulars import MandatoryInfo, Officer, Particulars, Placement

MISAKI = Officer(
    name="光 美咲", mail="hikari@agency.example", phone="095-100-0001", is_full_time=True, is_supervisor=True
)
DAISUKE = Officer(name="光 大輔", mail="hikari2@agency.example", phone="095-100-0002", is_full_time=True)
KOJI = Officer(name="港 浩二", mail="minato@agency.example", phone="045-000-0011", is_full_time=True)
RYO = Officer(name="風間 涼", mail="kaze@agency.example", phone="045-000-0012", is_full_time=True, is_supervisor=True)

HIKARI = Particulars(
    name="ひかり人材紹介（架空）",
    address="長崎県長崎市万才町1-2-3",
    phone="095-100-0000",
    representative="光 太郎",
    kind=AgencyKind.FEE,
    licence_number="42-ユ-300001",
    licence_valid_until=date(2031, 3, 31),
    contact_officer=MISAKI,
    privacy_officer=DAISUKE,
    contact_way="電話（095-100-0002、平日9時から18時）か、来所で受け付けます。",
    job_info=True,
    seeker_info=True,
    handles_subsidies=True,
    subsidies="特定求職者雇用開発助成金、トライアル雇用助成金",
    has_privacy_mark=True,
    procedure="電話で求職の申込みをしていただき、面談のあとで紹介します。",
    mandatory=MandatoryInfo(
        record="令和7年度の就職 48人（うち無期雇用 31人）",
        occupations="介護、看護助手、一般事務",
        industries="医療、福祉、卸売業",
        areas="長崎県、佐賀県",
        seeker_fees="求職者からは、手数料をいただきません。",
        officer=DAISUKE.name,
        officer_contact="095-100-0002、hikari2@agency.example",
    ),
)
CHANGED = replace(
    HIKARI,
    address="長崎県長崎市万才町1-2-3 第二ビル4階",
    mandatory=replace(HIKARI.mandatory, areas="長崎県、佐賀県、福岡県") if HIKARI.mandatory else None,
)
MINATO = replace(
    HIKARI,
    name="みなとキャリア（架空）",
    address="神奈川県横浜市中区海岸通5-6",
    phone="045-000-0010",
    representative="港 一郎",
    licence_number="14-ユ-300002",
    contact_officer=KOJI,
    privacy_officer=KOJI,
    contact_way="電話（045-000-0011、平日10時から17時）で受け付けます。",
    handles_subsidies=False,
    subsidies="",
    has_privacy_mark=False,
    mandatory=MandatoryInfo(
        record="令和7年度の就職 12人（うち無期雇用 9人）",
        occupations="船舶の整備、倉庫作業、営業",
        industries="運輸業、倉庫業",
        areas="神奈川県、東京都",
        seeker_fees="求職者からは、手数料をいただきません。",
        officer=KOJI.name,
        officer_contact="045-000-0011、minato@agency.example",
    ),
)
KAZE = replace(
    MINATO,
    name="かぜ職業紹介（架空）",
    address="神奈川県川崎市川崎区砂子7-8",
    phone="045-000-0020",
    representative="風間 次郎",
    licence_number="14-ユ-300003",
    contact_officer=RYO,
    privacy_officer=RYO,
    contact_way="電話（045-000-0012、平日9時から17時）で受け付けます。",
    has_excellent_mark=True,
    mandatory=MandatoryInfo(
        record="令和6年度の就職 30人（うち無期雇用 12人）",
        occupations="調理、接客、清掃",
        industries="飲食業、宿泊業",
        areas="神奈川県",
        seeker_fees="求職者からは、手数料をいただきません。",
        officer=RYO.name,
        officer_contact="045-000-0012、kaze@agency.example",
    ),
)


def since(told: Particulars, day: date) -> Particulars:
    """The same with the regular placements of the weeks before a day (AGY-008)."""
    days = (day - timedelta(days=count) for count in (20, 41))
    return replace(told, placements=tuple(Placement(placed_on=each) for each in days))
