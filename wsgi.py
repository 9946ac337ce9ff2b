"""The WSGI entry: `gunicorn wsgi:app`, `flask --app wsgi`."""

from app.config import SettingsRefused
from app.factory import create_app

try:
    app = create_app()
except SettingsRefused as refused:
    raise SystemExit(f"この設定では動かせません。\n{refused}") from None
