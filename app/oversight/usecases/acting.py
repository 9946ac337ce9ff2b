"""What every use-case of oversight asks first: for whom somebody acts, as it is inside the transaction."""

from datetime import datetime

from app.kernel.roles import Identity
from app.oversight.queries.watchers import find_watcher
from app.oversight.terms.watchers import Watcher, WatchRefusal


def watching(by: Identity, now: datetime) -> Watcher | WatchRefusal:
    """The watcher, whose grant is read anew; a refusal for who watches over nobody (SECURITY T6)."""
    return find_watcher(by, now) or WatchRefusal.NOT_A_WATCHER
