"""The words of choices that officers make: grounds, kinds of cases and requests, addressees."""

from app.agencies.terms.kinds import BusinessOrderKind
from app.agencies.terms.participation import Ground
from app.oversight.terms.requests import Addressee, CaseKind, RequestKind

GROUND_WORDS = {
    Ground.TERMS: "利用規約の違反",
    Ground.ACT: "職業安定法の違反",
    Ground.ORDER: "許可の取消し・事業停止命令・業務改善命令",
    Ground.JOB_INFO_MISUSE: "求人情報の不適切な利用",
    Ground.ADVERTISING: "説明会などの一方的な宣伝、ほかのサービスへの誘導",
    Ground.EXCESSIVE_SALES: "過剰な営業",
    Ground.LICENCE_LAPSED: "許可の有効期限の変更申請がない",
    Ground.SERVICE_LAPSED: "求職情報提供サービスの更新申請がない",
    Ground.NO_REPORT: "利用状況報告がない",
    Ground.FALSE_REPORT: "虚偽の報告",
    Ground.QUALIFICATIONS_PASSED_ON: "資格などの求職情報を第三者に提供",
    Ground.UNFAIR_ACQUISITION: "求職情報の不正な取得・利用（悪質）",
    Ground.OTHER_BREACH: "その他の不適切な行為",
    Ground.OTHER_MALICIOUS: "その他の不適切な行為（悪質）",
    Ground.GUIDANCE: "法令違反による行政指導、明らかな規約違反",
    Ground.FACT_FINDING: "事実を確認するあいだの一時停止",
    Ground.MEASURE_IGNORED: "運用管理組織の求めた措置をとらない",
}
CASES = {
    CaseKind.BREACH: "利用規約の違反",
    CaseKind.LAW_SUSPICION: "職業安定法違反の疑い",
    CaseKind.ORDER: "許可の取消し・命令",
    CaseKind.OVERDUE: "手続き・報告の遅れ",
    CaseKind.FALSE_INFORMATION: "必須情報の虚偽",
    CaseKind.FACT_FINDING: "事実の確認のための一時停止",
}
ORDERS = {
    BusinessOrderKind.SUSPENSION_ORDER: "事業停止命令",
    BusinessOrderKind.IMPROVEMENT_ORDER: "業務改善命令",
    BusinessOrderKind.REVOCATION: "許可の取消し",
}
REQUESTS = {
    RequestKind.CORRECTION: "是正の要請",
    RequestKind.FACT_CHECK: "事実の確認",
    RequestKind.COMPLAINT: "苦情の連絡",
    RequestKind.RECORD: "苦情の記録の提出依頼",
    RequestKind.MEASURE: "措置の要求",
    RequestKind.REPORT: "利用状況の報告の求め",
    RequestKind.SURVEY: "実態調査",
}
ADDRESSEES = {
    Addressee.ORGANISATION: "団体",
    Addressee.CONTACT_OFFICER: "連絡責任者",
    Addressee.PRIVACY_OFFICER: "個人情報管理等責任者",
}
