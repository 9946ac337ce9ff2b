"""The job offers of the demo: three hundred, the same on every load, in our own words."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from app.job_offers.queries.offers import last_change
from app.job_offers.queries.reading import CONSENT_HEAD, STATE_HEAD, items, read_line
from app.job_offers.terms.offers import LineRefused, NewOffer
from app.job_offers.usecases.importing import import_offers
from app.kernel.moments import day_of

COUNT = 300
PLACES = (
    ("長崎県", "長崎市", "長崎公共職業安定所"),
    ("神奈川県", "横浜市", "横浜公共職業安定所"),
    ("岡山県", "倉敷市", "倉敷中央公共職業安定所"),
    ("宮崎県", "都城市", "都城公共職業安定所"),
)
TRADES = (
    ("介護職員", "福祉・介護の職業", "食事・入浴・外出の手伝いと、その記録をします。", "みのり苑"),
    ("看護師", "医療・看護・保健の職業", "外来の診察の補助と、患者さんの案内をします。", "あさひ医院"),
    ("一般事務", "事務的職業", "書類の作成、電話の応対、伝票の整理をします。", "しおかぜ商事"),
    ("販売員", "販売・営業の職業", "売り場での接客、レジ、品出しをします。", "まちの青果店"),
    ("調理員", "サービスの職業", "昼食の仕込み、盛り付け、片付けをします。", "こだま食堂"),
    ("機械の組立工", "製造・修理・塗装・製図等の職業", "図面を見ながら部品を組み立て、検査をします。", "つばめ製作所"),
    ("配送の運転手", "配送・輸送・機械運転の職業", "市内の取引先へ、2トン車で荷物を届けます。", "うみべ運輸"),
    ("プログラマー", "研究・技術の職業", "業務用の画面とその後ろの処理を作ります。", "ことり情報"),
    ("保育士", "保育・教育の職業", "2歳児の組で、遊びと生活を見守ります。", "ひなた保育園"),
    ("清掃員", "運搬・清掃・包装・選別等の職業", "事務所と共用の場所の清掃をします。", "きよら整備"),
)
KINDS = (("正社員", "月給", 198_000, 2_500), ("パート", "時給", 1_080, 10), ("正社員以外", "月給", 185_000, 2_000))
HOURS = ("8時30分～17時30分", "9時00分～18時00分", "シフト制（7時～20時の間の8時間）")
EVERYONE = {
    "duties_range": "変更なし",
    "trial": "3か月（同じ条件）",
    "place_range": "変更なし",
    "breaks": "60分",
    "overtime": "月平均 5時間",
    "holidays": "週休2日（年間 115日）",
    "insurance": "雇用・労災・健康・厚生年金",
    "smoking": "屋内禁煙",
    "requirements": "経験は問いません",
    "positions": "1人",
    "selection": "面接",
}


def load_job_offers(now: datetime) -> int:
    """Let the offers be there where there are none yet; how many were made."""
    if last_change() > 0:
        return 0
    return len(import_offers(list(told_offers(day_of(now))), office_id=None, now=now))


def told_offers(today: date) -> Iterator[NewOffer]:
    """Every offer, read as it would come in a file."""
    for number in range(COUNT):
        read = read_line(line(number, today))
        if isinstance(read, LineRefused):
            raise ValueError(f"{read.why}: {read.head}")
        yield read


def line(number: int, today: date) -> dict[str, str]:
    """One line of the file; which trade, place and terms follows from its number."""
    told = EVERYONE | work(number) | pay(number) | {"hours": HOURS[number % len(HOURS)]}
    told |= {
        "number": f"{42010 + number % len(PLACES)}-{number + 1:08}",
        "received_on": (today - timedelta(days=number % 30 + 1)).isoformat(),
        "expires_on": (today + timedelta(days=number % 50 + 20)).isoformat(),
    }
    return {CONSENT_HEAD: "あり", STATE_HEAD: "有効", **{each.head: told.get(each.key, "") for each in items()}}


def work(number: int) -> dict[str, str]:
    """Who offers it, what there is to do and where."""
    prefecture, city, office = PLACES[number % len(PLACES)]
    title, occupation, duties, name = TRADES[number * 7 % len(TRADES)]
    ward = number % 9 + 1
    return {
        "office": office,
        "employer": f"{name}（{city}{ward}号店）",
        "employer_address": f"{prefecture}{city}中央{ward}丁目",
        "contact": "採用担当",
        "title": title,
        "occupation": occupation,
        "duties": duties,
        "prefecture": prefecture,
        "place": f"{city}中央{ward}丁目",
    }


def pay(number: int) -> dict[str, str]:
    """How somebody is employed and paid."""
    employment, unit, least, step = KINDS[number % len(KINDS)]
    wage = least + step * (number * 11 % 40)
    return {
        "employment": employment,
        "term": "期間の定めなし" if employment == "正社員" else "1年（更新あり）",
        "wage_unit": unit,
        "wage_from": f"{wage:,}円",
        "wage_to": f"{wage + step * 10:,}円",
        "wage_details": "基本給のみ",
    }
