"""Words of agencies and their applications that stand in pages and files alike."""

from collections.abc import Mapping
from types import MappingProxyType

from app.agencies.terms.kinds import (
    AgencyKind,
    ApplicationKind,
    ApplicationState,
    BusinessOrderKind,
    ReceivedWay,
    SchoolKind,
    Service,
)
from app.agencies.terms.participation import Ground, ParticipationAct, ParticipationState
from app.agencies.views.blueprints import bureau, lists

SERVICES: Mapping[Service, str] = MappingProxyType(
    {Service.JOB_INFO: "求人情報提供サービス", Service.SEEKER_INFO: "求職情報提供サービス"}
)
KINDS: Mapping[AgencyKind, str] = MappingProxyType(
    {
        AgencyKind.FEE: "有料職業紹介事業者",
        AgencyKind.FREE: "無料職業紹介事業者",
        AgencyKind.SCHOOL: "学校等",
        AgencyKind.SPECIAL: "特別の法人",
    }
)
SCHOOLS: Mapping[SchoolKind, str] = MappingProxyType(
    {
        SchoolKind.JUNIOR_HIGH: "中学校",
        SchoolKind.HIGH: "高等学校",
        SchoolKind.UNIVERSITY: "大学",
        SchoolKind.COLLEGE: "短期大学",
        SchoolKind.TECHNICAL: "高等専門学校",
        SchoolKind.TRAINING: "専修学校・職業能力開発施設",
        SchoolKind.OTHER: "そのほか",
    }
)
APPLICATIONS: Mapping[ApplicationKind, str] = MappingProxyType(
    {
        ApplicationKind.USE: "利用申請",
        ApplicationKind.CHANGE: "変更申請",
        ApplicationKind.RENEW: "更新申請",
        ApplicationKind.WITHDRAW: "退会申請",
    }
)
STATES: Mapping[ApplicationState, tuple[str, str]] = MappingProxyType(
    {
        ApplicationState.REGISTERED: ("申請書を待っています", "care"),
        ApplicationState.RECEIVED: ("申請書を受領", "info"),
        ApplicationState.PROCESSED: ("処理済み", "good"),
        ApplicationState.NOT_ADMITTED: ("認めない", "bad"),
        ApplicationState.EXPIRED: ("期限切れ", "plain"),
    }
)
"""Each state of an application with the kind of its tag."""

STANDINGS: Mapping[ParticipationState, tuple[str, str]] = MappingProxyType(
    {
        ParticipationState.ACTIVE: ("利用中", "good"),
        ParticipationState.SUSPENDED: ("停止中", "bad"),
        ParticipationState.TERMINATED: ("利用解除", "bad"),
        ParticipationState.WITHDRAWN: ("退会", "plain"),
    }
)
WAYS: Mapping[ReceivedWay, str] = MappingProxyType(
    {ReceivedWay.MAIL: "メール", ReceivedWay.POST: "郵送", ReceivedWay.IN_PERSON: "持参"}
)
ORDERS: Mapping[BusinessOrderKind, str] = MappingProxyType(
    {
        BusinessOrderKind.SUSPENSION_ORDER: "事業停止命令",
        BusinessOrderKind.IMPROVEMENT_ORDER: "業務改善命令",
        BusinessOrderKind.REVOCATION: "許可の取消し",
    }
)
ACTS: Mapping[ParticipationAct, str] = MappingProxyType(
    {
        ParticipationAct.STARTED: "利用を開始",
        ParticipationAct.CHANGED: "登録内容を変更",
        ParticipationAct.RENEWED: "利用期限を更新",
        ParticipationAct.SERVICE_ADDED: "サービスを追加",
        ParticipationAct.SERVICE_WITHDRAWN: "サービスをやめた",
        ParticipationAct.SUSPENDED: "利用を停止",
        ParticipationAct.IMPROVED: "停止の原因が改善",
        ParticipationAct.RESUMED: "利用を再開",
        ParticipationAct.TERMINATED: "利用を解除",
        ParticipationAct.WITHDRAWN: "退会",
    }
)
GROUNDS: Mapping[Ground, str] = MappingProxyType(
    {
        Ground.TERMS: "３　利用規約違反",
        Ground.ACT: "４　職業安定法違反",
        Ground.ORDER: "８（１）　許可の取消し・停止命令・改善命令",
        Ground.JOB_INFO_MISUSE: "８（２）①　求人情報の不適切な取扱い",
        Ground.ADVERTISING: "８（２）②　宣伝・ほかのサービスへの誘導",
        Ground.EXCESSIVE_SALES: "８（２）③　過剰な営業",
        Ground.LICENCE_LAPSED: "８（２）④　許可の有効期限の経過",
        Ground.SERVICE_LAPSED: "８（２）④　利用期限の経過",
        Ground.NO_REPORT: "８（２）④・１９　利用状況報告がない",
        Ground.FALSE_REPORT: "８（２）④　虚偽の報告",
        Ground.QUALIFICATIONS_PASSED_ON: "８（２）④　求職情報の第三者への提供",
        Ground.UNFAIR_ACQUISITION: "８（２）④ｂ　求職情報の不正な取得・利用",
        Ground.OTHER_BREACH: "８（２）⑤　そのほかの不適切な行為",
        Ground.OTHER_MALICIOUS: "８（２）⑤ｂ　悪質な行為",
        Ground.GUIDANCE: "８（３）　行政指導・明らかな規約違反",
        Ground.FACT_FINDING: "８（３）　事実確認中の一時停止",
        Ground.MEASURE_IGNORED: "１４　措置の要求に応じない",
    }
)
"""Why use was stopped or ended, each with its clause."""


@bureau.context_processor
@lists.context_processor
def words() -> dict[str, object]:
    """The same for the templates, by the value of each word."""
    return {
        "services_words": SERVICES,
        "kind_words": KINDS,
        "school_words": SCHOOLS,
        "application_words": APPLICATIONS,
        "state_words": STATES,
        "standing_words": STANDINGS,
        "way_words": WAYS,
        "order_words": ORDERS,
        "act_words": ACTS,
        "ground_words": GROUNDS,
    }
