"""The WSGI entry: `gunicorn wsgi:app`, `flask --app wsgi`."""

import gc

from app.config import SettingsRefused
from app.factory import create_app

try:
    app = create_app()
except SettingsRefused as refused:
    raise SystemExit(f"この設定では動かせません。\n{refused}") from None

gc.collect()
gc.freeze()  # what stands after the start stays: the collector need not walk it again under every few requests
