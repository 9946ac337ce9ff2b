"""The headers on every answer (SECURITY V3, V4, V14)."""

from flask import Flask, Response

from app.config import Settings

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "object-src 'none'",
    )
)
SAVED_ONLY = f"{CONTENT_SECURITY_POLICY}; sandbox"
"""For what is to be saved: where a program shows it all the same, nothing in it may do anything."""

PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in ("camera", "display-capture", "fullscreen", "geolocation", "microphone", "payment", "usb")
)
ALWAYS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": PERMISSIONS_POLICY,
    "Referrer-Policy": "same-origin",  # not no-referrer: CSRFProtect would refuse every HTTPS post
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
HSTS = "max-age=31536000; includeSubDomains"


def init_headers(app: Flask, settings: Settings) -> None:
    """Put the headers on every answer of the application."""
    headers = every_answer(settings)

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in headers.items():
            if name != "Cache-Control" or name not in response.headers:
                response.headers[name] = value
        if response.headers.get("Content-Disposition", "").startswith("attachment"):
            response.headers["Content-Security-Policy"] = SAVED_ONLY
        return response


def every_answer(settings: Settings) -> dict[str, str]:
    """The headers of an answer that is no static file; HSTS only where TLS is certain."""
    secure = {} if settings.demo else {"Strict-Transport-Security": HSTS}
    return ALWAYS | secure | {"Cache-Control": "no-store"}
