"""Where the pages of taking part hang: the agencies' own site, the bureaux' desk, the public lists."""

from flask import Blueprint

agency = Blueprint("agency", __name__)
"""/agency: what an agency does for itself."""

bureau = Blueprint("bureau", __name__)
"""/bureau: what a labour bureau does about applications."""

lists = Blueprint("lists", __name__)
"""/agencies: who takes part, and whose use was ended, for everybody (AGY-021, AGY-024)."""
