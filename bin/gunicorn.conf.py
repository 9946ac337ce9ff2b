"""What gunicorn is told beside its words in bin/_serve.py."""

from gunicorn.http import wsgi

wsgi.SERVER = "web"  # the Server header of every answer: what listens is nobody's business
