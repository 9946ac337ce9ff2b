"""Properties are judged by what they find, not by how busy the machine is. No application is built here."""

from hypothesis import settings

settings.register_profile("rules", deadline=None)
settings.load_profile("rules")
