"""The blueprint with every route of the desk: importing a topic adds its routes."""

from app.desk.views import booking_detail, day_files, home, menu, notes, search, today, week, words, worklists
from app.desk.views.blueprint import blueprint

__all__ = [
    "blueprint",
    "booking_detail",
    "day_files",
    "home",
    "menu",
    "notes",
    "search",
    "today",
    "week",
    "words",
    "worklists",
]
