"""One JSON line an event, with listed fields only, and never what a person typed."""

import json
import logging
from datetime import datetime

import pytest

from app.web.logs import FIELDS, LONGEST, fault_of, log

CANARY = "佐藤花子"
INJECTED = 'a\r\n{"event":"forged"}\x1b[2J\u2028'


def written(capfd):
    """Every line of the log, read as JSON."""
    return [json.loads(line) for line in capfd.readouterr().err.splitlines() if line.startswith("{")]


def test_a_request_is_one_line_with_route_status_and_time(browser, capfd):
    browser.get("/scratch/words/himitsu-no-token?q=himitsu")
    (line,) = written(capfd)
    assert (line["event"], line["method"], line["endpoint"], line["status"]) == (
        "request", "GET", "/scratch/words/<word>", 200,
    )  # fmt: skip
    assert line["ms"] >= 0
    assert line["request"]
    assert datetime.fromisoformat(line["at"]).utcoffset().total_seconds() == 0
    assert "himitsu" not in json.dumps(line)


def test_the_number_on_the_page_is_the_one_in_the_log(browser, capfd):
    page = browser.get("/scratch/fault").text
    fault, request = written(capfd)
    assert fault["request"] == request["request"]
    assert fault["request"] in page


@pytest.mark.parametrize("path", ["/scratch/fault", "/scratch/away"])
def test_an_exception_is_logged_by_type_and_place_only(browser, capfd, path):
    browser.post(path, data={"name": CANARY, "content": CANARY}, headers={"Referer": f"http://x/{CANARY}".encode()})
    lines = written(capfd)
    assert CANARY not in json.dumps(lines, ensure_ascii=False)
    fault = next(line for line in lines if line["event"] in ("fault", "database_away"))
    assert fault["error"].split(" < ")[0] in ("ValueError", "OperationalError")
    assert fault["place"]


@pytest.mark.parametrize("path,reason", [("/scratch/limited", "limit"), ("/scratch/busy", "busy")])
def test_a_refusal_is_logged_with_its_reason(browser, capfd, path, reason):
    browser.post(path, data={"name": "a"})
    assert written(capfd)[-1]["reason"] == reason


def test_a_refused_post_from_elsewhere_is_logged(edge, capfd):
    edge(csrf=True).test_client().post("/scratch/form", data={"name": CANARY})
    assert written(capfd)[-1]["reason"] == "expired"


def test_a_field_that_is_not_listed_is_dropped(browser, capfd):
    log.info("booked", name=CANARY, email="a@example.jp", kind="guest", state="x" * 1000)
    (line,) = written(capfd)
    assert set(line) == {"event", "level", "at", "kind", "state"}
    assert len(line["state"]) == LONGEST


def test_no_listed_field_is_named_like_something_a_person_types():
    typed = {"name", "name_kana", "email", "phone", "content", "address", "path", "url", "query", "body", "password"}
    assert not FIELDS & typed


def test_one_event_is_one_line_whatever_is_in_it(browser, capfd):
    for _ in range(3):
        log.warning("odd", reason=INJECTED)
    out = capfd.readouterr().err
    assert len(out.splitlines()) == out.count('"event"') == 3
    assert "\x1b" not in out


def test_libraries_are_heard_but_not_quoted(browser, capfd):
    logging.getLogger("guest.module").error("bad value %s", CANARY)
    logging.getLogger("guest.module").error(f"bad value {CANARY}")  # noqa: G004
    logging.getLogger("guest.module").info("nothing")
    lines = written(capfd)
    assert [line["logger"] for line in lines] == ["guest.module"] * 2
    assert CANARY not in json.dumps(lines, ensure_ascii=False)


def test_a_librarys_exception_is_logged_by_type_and_place(browser, capfd):
    try:
        raise ValueError(CANARY)
    except ValueError:
        logging.getLogger("guest.module").exception("bad value %s", CANARY)
    (line,) = written(capfd)
    assert (line["event"], line["error"], line["logger"]) == ("library", "ValueError", "guest.module")
    assert "test_a_librarys_exception" in line["place"]
    assert CANARY not in json.dumps(line, ensure_ascii=False)


def test_a_made_up_method_is_not_written_down(browser, capfd):
    browser.open("/scratch/form", method="SATO-HANAKO")
    assert written(capfd)[-1]["method"] == "-"


def test_an_exception_names_what_caused_it():
    try:
        try:
            raise KeyError(CANARY)
        except KeyError as cause:
            raise ValueError(CANARY) from cause
    except ValueError as error:
        found = fault_of(error)
    assert found["error"] == "ValueError < KeyError"
    assert CANARY not in str(found)
