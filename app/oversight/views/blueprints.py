"""Where the pages of oversight hang: at the agencies, at those who watch over them, at operations."""

from flask import Blueprint

agency = Blueprint("oversight_agency", __name__)
"""/agency: what an agency is asked, keeps and reports."""

watch = Blueprint("oversight", __name__)
"""/bureau: what bureaux, Hello Work offices and the ministry ask and decide."""

operations = Blueprint("operations", __name__)
"""/operations: maintenance, limits and measures of who runs the service."""
