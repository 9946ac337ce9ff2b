"""A web application that breaks with all it was told on its lips, beneath every net of ours."""

from typing import Any


def app(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """Answer whether we live; break at everything else."""
    if environ["PATH_INFO"] != "/healthz":
        raise ValueError(f"{environ['PATH_INFO']} {environ['QUERY_STRING']}")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ok"]
