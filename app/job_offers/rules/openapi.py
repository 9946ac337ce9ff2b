"""The description of what agencies' systems may ask for, made from the rules it describes (OpenAPI 3.1)."""

from app.job_offers.rules.fetching import DEFAULT_LIMIT, LARGEST_CURSOR, MOST
from app.job_offers.rules.items import items

Described = dict[str, object]
REFUSALS = {
    "400": "指定を読み取れない",
    "401": "トークンがないか、使えない",
    "403": "求人情報の提供を受けられない、または手続きが登録されていない",
    "429": "回数の上限（Retry-After を待つ）",
    "503": "メンテナンスなど（Retry-After を待つ）",
}


def described() -> Described:
    """The whole description."""
    paths = {f"/api/v1/job-offers.{kind}": {"get": _asking(kind)} for kind in ("json", "csv")}
    bearer = {"type": "http", "scheme": "bearer"}
    return {
        "openapi": "3.1.0",
        "info": {"title": "求人情報の読み取り", "version": "1"},
        "paths": paths,
        "components": {"schemas": _schemas(), "securitySchemes": {"token": bearer}},
        "security": [{"token": []}],
    }


def _asking(kind: str) -> Described:
    content: Described = {"text/csv": {"schema": {"type": "string"}}}
    if kind == "json":
        content = {"application/json": {"schema": {"$ref": "#/components/schemas/Changes"}}}
    answers: Described = {"200": {"description": "求人の変更", "content": content}, "304": {"description": "変更なし"}}
    error = {"application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}}}
    answers |= {code: {"description": words, "content": error} for code, words in REFUSALS.items()}
    told = {"operationId": f"jobOffers{kind.capitalize()}", "summary": "カーソルの後の変更を、変更の順に返す"}
    return {**told, "parameters": _parameters(), "responses": answers}


def _parameters() -> list[Described]:
    cursor: Described = {"type": "integer", "minimum": 0, "maximum": LARGEST_CURSOR}
    limit: Described = {"type": "integer", "minimum": 1, "maximum": MOST, "default": DEFAULT_LIMIT}
    since: Described = {"type": "string", "format": "date-time"}
    schemas = {"cursor": cursor, "updated_since": since, "limit": limit}
    return [{"name": name, "in": "query", "required": False, "schema": schema} for name, schema in schemas.items()]


def _schemas() -> Described:
    item = _object(name={"type": "string", "enum": [each.head for each in items()]}, text={"type": "string"})
    moment: Described = {"type": "string", "format": "date-time"}
    offer = _object(
        number={"type": "string"},
        version={"type": "integer", "minimum": 1},
        changed_at=moment,
        expires_on={"type": "string", "format": "date"},
        withdrawn={"type": "boolean"},
        items={"type": "array", "items": item},
    )
    text: Described = {"type": "string", "minLength": 1}
    changes = _object(
        source=text,
        procedure=text,
        issued_at=moment,
        next_cursor={"type": "string", "pattern": "^[0-9]+$"},
        has_more={"type": "boolean"},
        offers={"type": "array", "maxItems": MOST, "items": offer},
    )
    error = _object(code=text, message=text)
    error["properties"] = {"code": text, "message": text, "until": moment}
    return {"Changes": changes, "Refusal": _object(error=error)}


def _object(**properties: Described) -> Described:
    told: Described = {"type": "object", "additionalProperties": False}
    return {**told, "required": list(properties), "properties": properties}
