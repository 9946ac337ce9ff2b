"""Failures of what programs ask for: the code, a word for programs, and a sentence in Japanese, as JSON."""

from collections.abc import Mapping

from flask import Response, jsonify, request

from app.web.filters import jdatetime
from app.web.logs import request_id

PREFIX = "/api/"
TOLD: Mapping[int, tuple[str, str]] = {
    400: ("unreadable", "リクエストを読み取れません。アドレスと、その後ろの指定を確かめてください。"),
    401: ("unauthorized", "トークンがないか、使えません。Authorization: Bearer にトークンを付けてください。"),
    403: ("forbidden", "この団体は、いま求人情報の提供を受けられません。受付の労働局にお問い合わせください。"),
    404: ("not_found", "その住所のものはありません。"),
    405: ("method_not_allowed", "GET か HEAD で読み取ってください。"),
    414: ("unreadable", "アドレスが長すぎます。"),
    429: ("too_many", "回数の上限に達しました。Retry-After の秒数だけ待ってから、もう一度読み取ってください。"),
    431: ("unreadable", "ヘッダーが大きすぎます。"),
    503: ("closed", "いまは使えません。Retry-After の秒数だけ待ってから、もう一度読み取ってください。"),
}
FAULT = ("fault", "こちらの不具合で答えられません。時間をおいて、もう一度読み取ってください。エラー番号 {}")


def is_api() -> bool:
    """Whether a program asks."""
    return request.path.startswith(PREFIX)


def json_failure(code: int, told: Mapping[str, object] | None = None, *, word: str = "", message: str = "") -> Response:
    """The failure as JSON; `word` and `message` where they are known better than by the code."""
    known = TOLD.get(code, TOLD[400] if code < 500 else FAULT)
    error: dict[str, object] = {"code": word or known[0], "message": message or known[1].format(request_id())}
    closing = (told or {}).get("closing")
    until, reason = getattr(closing, "until", None), getattr(closing, "reason", "")
    if until is not None:
        error["until"], error["message"] = until.isoformat(), f"{jdatetime(until)}まで使えません。{reason}"
    response = jsonify({"error": error})
    response.status_code = code
    if code == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    return response
