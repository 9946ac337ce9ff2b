"""The blueprint with every route of the desk."""

from app.desk.views.blueprint import blueprint

__all__ = ["blueprint"]
