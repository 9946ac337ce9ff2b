"""Every failure is a page or a fragment in Japanese, with an error number and the text that was typed."""

import pytest
from bs4 import BeautifulSoup

from app.web import errors
from app.web.plain import plain_page
from tests.harness.markup import FRAGMENT, PAGE, faults_of
from tests.page import HTMX, filled_fields

NAME = "佐藤花子"
TEXT = '残業代が\r\n<b>出ません</b> & "困って"います\''
TYPED = {"name": NAME, "content": TEXT, "token": "t" * 32, "password": "himitsu-no-kotoba", "csrf_token": "old"}
CODES = [400, 403, 404, 405, 409, 413, 415, 418, 422, 429, 451, 500, 501, 503]
FAILURES = {"/scratch/busy": 503, "/scratch/away": 503, "/scratch/limited": 429, "/scratch/fault": 500} | {
    f"/scratch/refused/{code}": code for code in CODES
}


def lines(text):
    """Text as a form sends it back: line ends are LF."""
    return text.replace("\r\n", "\n")


@pytest.mark.parametrize("path,code", FAILURES.items())
@pytest.mark.parametrize("headers,checks", [({}, PAGE), (HTMX, FRAGMENT)], ids=["page", "fragment"])
def test_a_failure_says_in_japanese_what_happened_and_keeps_the_text(browser, path, code, headers, checks):
    response = browser.post(path, data=TYPED, headers=headers)
    soup = BeautifulSoup(response.text, "html.parser")
    assert response.status_code == code
    assert not faults_of(soup, checks)
    assert soup.select_one("#error").get_text(strip=True)
    assert soup.select_one("#error-id").get_text(strip=True)
    assert response.vary.as_set() >= {"hx-request"}
    shown = filled_fields(soup.select_one("#kept"))
    assert (lines(shown["name"]), lines(shown["content"])) == (NAME, lines(TEXT))
    assert "himitsu" not in response.text


@pytest.mark.parametrize("path", ["/scratch/busy", "/scratch/limited", "/scratch/refused/409", "/scratch/fault"])
def test_what_was_typed_can_be_sent_once_more_under_the_same_token(browser, path):
    form = BeautifulSoup(browser.post(path, data=TYPED).text, "html.parser").select_one("#kept form")
    assert (form["action"], form["method"]) == (path, "post")
    assert filled_fields(form)["token"] == TYPED["token"]
    assert filled_fields(form)["csrf_token"] != "old"


@pytest.mark.parametrize("code", [403, 404, 405, 415])
def test_what_cannot_help_is_not_offered_to_be_sent_again(browser, code):
    assert not BeautifulSoup(browser.post(f"/scratch/refused/{code}", data=TYPED).text, "html.parser").select("form")


def test_a_password_is_asked_for_again(browser):
    kept = BeautifulSoup(browser.post("/scratch/busy", data=TYPED).text, "html.parser").select_one("#kept")
    assert kept.select_one("input[type=password]")["name"] == "password"
    assert "もう一度入力してください" in kept.get_text()


def test_a_get_that_fails_keeps_nothing(browser):
    assert "kept" not in browser.get("/scratch/fault?name=x").text


@pytest.mark.parametrize("path,seconds", [("/scratch/busy", "10"), ("/scratch/limited", "150")])
def test_a_wait_is_told_to_browser_and_person(browser, path, seconds):
    response = browser.post(path, data=TYPED)
    assert response.headers["Retry-After"] == seconds
    assert ("約3分後" if path.endswith("limited") else "10秒") in response.text


def test_a_fault_tells_where_to_see_whether_the_booking_was_made(browser):
    assert "予約番号" in browser.post("/scratch/fault").text


def test_no_failure_shows_or_logs_what_an_exception_said(browser, capfd):
    pages = [browser.post(path, data={"token": "t" * 32}).text for path in ("/scratch/fault", "/scratch/away")]
    assert all(NAME not in page and "Traceback" not in page and "SELECT" not in page for page in pages)
    logged = capfd.readouterr()
    assert NAME not in logged.out + logged.err
    assert "ValueError" in logged.err


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "fragment"])
def test_a_failure_of_the_page_about_failures_still_answers_with_the_text(browser, monkeypatch, headers):
    monkeypatch.setattr(errors, "render_template", lambda *_a, **_k: 1 / 0)
    response = browser.post("/scratch/busy", data=TYPED, headers=headers)
    soup = BeautifulSoup(response.text, "html.parser")
    assert response.status_code == 503
    assert filled_fields(soup)["name"] == NAME
    assert lines(filled_fields(soup)["content"]) == lines(TEXT)
    assert "himitsu" not in response.text
    assert response.headers["X-Frame-Options"] == "DENY"


def test_a_contact_that_cannot_be_asked_does_not_matter(edge, monkeypatch):
    app = edge()
    monkeypatch.setitem(app.extensions, "contact", lambda: 1 / 0)
    assert app.test_client().post("/scratch/busy", data=TYPED).status_code == 503


def test_someone_whose_sign_in_ran_out_over_a_form_keeps_the_text(browser):
    response = browser.post("/scratch/closed", data=TYPED)
    assert response.status_code == 401
    assert filled_fields(BeautifulSoup(response.text, "html.parser").select_one("#kept form"))["name"] == NAME


def test_the_last_page_escapes_what_it_shows():
    page = plain_page(503, typed=[("name", "</textarea><script>alert(1)</script>")])
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
