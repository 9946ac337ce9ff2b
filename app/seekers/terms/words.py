"""The Japanese words of what can be chosen in a seeker's record: one wording for forms, pages and imported files.

Pages of the public site say them in the reader's language; `bin/words.py` takes them from here.
"""

from collections.abc import Mapping
from types import MappingProxyType

from app.kernel.prefectures import PREFECTURES
from app.seekers.terms.records import AgeBand, Employment, Hours, Occupation, WageUnit

OCCUPATIONS: Mapping[str, str] = MappingProxyType(
    {
        Occupation.MANAGEMENT: "管理的職業",
        Occupation.RESEARCH_ENGINEERING: "研究・技術の職業",
        Occupation.LAW_CULTURE: "法務・経営・文化芸術等の専門的職業",
        Occupation.MEDICAL: "医療・看護・保健の職業",
        Occupation.CHILDCARE_EDUCATION: "保育・教育の職業",
        Occupation.CLERICAL: "事務的職業",
        Occupation.SALES: "販売・営業の職業",
        Occupation.CARE: "福祉・介護の職業",
        Occupation.SERVICE: "サービスの職業",
        Occupation.SECURITY: "警備・保安の職業",
        Occupation.FARMING: "農林漁業の職業",
        Occupation.MANUFACTURING: "製造・修理・塗装・製図等の職業",
        Occupation.TRANSPORT: "配送・輸送・機械運転の職業",
        Occupation.CONSTRUCTION: "建設・土木・電気工事の職業",
        Occupation.CARRYING_CLEANING: "運搬・清掃・包装・選別等の職業",
    }
)
EMPLOYMENTS: Mapping[str, str] = MappingProxyType(
    {
        Employment.REGULAR: "正社員",
        Employment.FIXED_TERM: "正社員以外（期間の定めあり）",
        Employment.PART_TIME: "パート",
        Employment.TEMP_TO_PERM: "紹介予定派遣",
    }
)
HOURS: Mapping[str, str] = MappingProxyType(
    {Hours.FULL: "フルタイム", Hours.SHORT: "短時間", Hours.WEEKDAYS: "平日のみ", Hours.NIGHT_TOO: "夜勤もできる"}
)
WAGE_UNITS: Mapping[str, str] = MappingProxyType({WageUnit.MONTH: "月給", WageUnit.HOUR: "時給"})
AGE_BANDS: Mapping[str, str] = MappingProxyType(
    {
        AgeBand.TEENS: "10代",
        AgeBand.TWENTIES: "20代",
        AgeBand.THIRTIES: "30代",
        AgeBand.FORTIES: "40代",
        AgeBand.FIFTIES: "50代",
        AgeBand.SIXTIES: "60代",
        AgeBand.SEVENTIES_UP: "70歳以上",
    }
)
AREA_NAMES = PREFECTURES

OF_A_RECORD = (OCCUPATIONS, EMPLOYMENTS, HOURS, WAGE_UNITS, AGE_BANDS)
