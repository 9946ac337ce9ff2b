"""The first page of operations, who keep the information service running (運用管理組織)."""

from flask import render_template

from app.kernel.roles import Role
from app.oversight.views.blueprints import operations
from app.web.access import open_to
from app.web.clock import now


@operations.get("")
@open_to(Role.OPERATIONS)
def home() -> str:
    """Whether the service runs, and what waits."""
    return render_template("oversight/operations_home.html", moment=now())
