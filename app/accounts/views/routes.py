"""Every page of accounts, as the factory takes them."""

from app.accounts.views import account, authenticator, door, links
from app.accounts.views.blueprint import blueprint

__all__ = ["account", "authenticator", "blueprint", "door", "links"]
