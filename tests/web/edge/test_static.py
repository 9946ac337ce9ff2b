"""Static files go out compressed, for good under a marked address, and to our own pages only."""

import brotli
import pytest

from app.config import PROJECT_ROOT
from app.web.headers import ALWAYS
from app.web.static_files import ready_folder

FILE = min((PROJECT_ROOT / "static" / "css").glob("*.css"))
SHEET = f"/static/css/{FILE.name}"


def test_a_marked_address_is_kept_for_good(browser):
    assert browser.get(f"{SHEET}?v=abc").headers["Cache-Control"] == "max-age=31536000, public, immutable"


def test_an_address_without_mark_is_not(browser):
    assert browser.get(SHEET).headers["Cache-Control"] == "max-age=3600, public"
    assert browser.get(f"{SHEET}?w=v=1").headers["Cache-Control"] == "max-age=3600, public"


@pytest.mark.parametrize("coding", ["br", "gzip"])
def test_a_browser_gets_what_it_can_unpack(browser, coding):
    response = browser.get(SHEET, headers={"Accept-Encoding": coding})
    assert response.headers["Content-Encoding"] == coding
    assert "Accept-Encoding" in response.headers["Vary"]
    if coding == "br":
        assert brotli.decompress(response.data) == browser.get(SHEET).data


def test_no_other_site_may_use_them(browser):
    headers = browser.get(SHEET, headers={"Origin": "https://evil.example"}).headers
    assert "Access-Control-Allow-Origin" not in headers
    assert {name: headers[name] for name in ALWAYS} == ALWAYS


def test_they_never_meet_the_session(edge):
    client = edge(csrf=True).test_client()
    client.set_cookie("madoguchi-form", "broken")
    response = client.get(SHEET)
    assert response.status_code == 200
    assert "Set-Cookie" not in response.headers
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.parametrize(
    "path", ["/static/", "/static", "/static/css", "/static/css/none.css", "/static/%2e%2e/wsgi.py"]
)
def test_there_are_no_listings_and_nothing_outside(browser, path):
    assert browser.get(path).status_code == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "TRACE"])
def test_they_are_only_read(browser, method):
    response = browser.open(SHEET, method=method)
    assert response.status_code == 405
    assert response.headers["X-Frame-Options"] == "DENY"


def test_templates_mark_their_addresses_either_way(edge):
    app = edge()
    with app.test_request_context(base_url="http://127.0.0.1:8000"):
        marked = app.url_for("static", filename=f"css/{FILE.name}")
    assert marked == app.jinja_env.globals["asset"](f"css/{FILE.name}")
    assert "?v=" in marked


def test_a_changed_file_has_a_changed_place(edge, tmp_path):
    settings = edge().extensions["settings"]
    (tmp_path / "a.css").write_text("a{color:red}" * 100)
    first = ready_folder(tmp_path, settings)
    assert (first / "a.css.br").exists()
    assert ready_folder(tmp_path, settings) == first
    (tmp_path / "a.css").write_text("a{color:blue}" * 100)
    second = ready_folder(tmp_path, settings)
    assert second != first
    assert (first / "a.css").read_text() != (second / "a.css").read_text()


def test_a_disk_without_room_sends_them_as_they_are(edge, tmp_path, monkeypatch):
    (tmp_path / "a.css").write_text("a{}")
    monkeypatch.setattr("app.web.static_files.compress_into", lambda *_: (_ for _ in ()).throw(OSError))
    assert ready_folder(tmp_path, edge().extensions["settings"]) == tmp_path
