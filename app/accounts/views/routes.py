"""Every page of accounts, as the factory takes them."""

from app.accounts.views import account, authenticator, door, links, profile, registration
from app.accounts.views.blueprint import blueprint
from app.accounts.views.personal import blueprint as personal

__all__ = ["account", "authenticator", "blueprint", "door", "links", "personal", "profile", "registration"]
