"""Flask for ordinary functions alone: nothing here is awaited."""

from collections.abc import Callable
from typing import Any

from flask import Flask


class SynchronousFlask(Flask):
    """Flask that calls every view and hook as it is."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function as it is; Flask would look whether it is a coroutine, more than twenty times a request."""
        return func
