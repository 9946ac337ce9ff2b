"""What gunicorn is told beside its words in bin/_serve.py."""

import logging

from gunicorn.http import wsgi

wsgi.SERVER = "web"  # the Server header of every answer: what listens is nobody's business


def without_values(record: logging.LogRecord) -> bool:
    """Let an exception be told by type and place: its words, and the address it came of, may be a person's."""
    error = record.exc_info[1] if record.exc_info else None
    if error is not None:
        from app.web.logs import fault_of  # a process that serves has it by then; the first one does without

        told = fault_of(error)
        record.msg, record.args = "%s at %s", (told["error"], told["place"])
        record.exc_info = record.exc_text = None
    return True


logging.getLogger("gunicorn.error").addFilter(without_values)
