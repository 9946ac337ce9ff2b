"""Links that leave the process or cross to another surface, on the full URL map (DESIGN 2)."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app

from app.config import Settings
from app.kernel.roles import Surface
from app.web.mount import Mount

ORDER = (Surface.PUBLIC, Surface.AGENCY, Surface.INTRANET)


def init_links(app: Flask, settings: Settings, mounts: Iterable[Mount]) -> None:
    """Remember every route of every surface, also of those this process does not serve."""
    atlas = Flask("atlas", static_folder=None)
    surface_of: dict[str, Surface] = {}
    for mount in mounts:
        atlas.register_blueprint(mount.blueprint, url_prefix=mount.prefix or None)
        surface_of[mount.blueprint.name] = next(place for place in ORDER if place in mount.surfaces)
    app.extensions["links"] = (atlas.url_map, surface_of, settings.base_urls)
    app.jinja_env.globals["link"] = link


def link(endpoint: str, surface: Surface | None = None, /, **values: Any) -> str:
    """The full address of a route, from the configured base URL of its surface.

    For a route that stands on several surfaces `surface` says which is meant, else it is the most public one.
    Never from the request's Host header (SECURITY T17). Raises for an unknown endpoint or missing value.
    """
    url_map, surface_of, base_urls = current_app.extensions["links"]
    base = urlsplit(base_urls[surface or surface_of[endpoint.rpartition(".")[0]]])
    adapter = url_map.bind(base.netloc, url_scheme=base.scheme)
    return str(adapter.build(endpoint, values, force_external=True))
