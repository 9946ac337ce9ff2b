"""A request is read for certain or refused, and what could be read of it is on the page."""

import gzip
from urllib.parse import quote_plus, unquote_to_bytes

import pytest
from bs4 import BeautifulSoup

from tests.page import filled_fields

FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=cut"
NAME = "佐藤花子"


def kept(response):
    """What the page says was typed, from the form that sends it once more."""
    form = BeautifulSoup(response.text, "html.parser").select_one("#kept form")
    return {name: value for name, value in filled_fields(form).items() if name != "csrf_token"}


def part(name, value, more=b""):
    """One text part of a multipart body."""
    head = f'--cut\r\nContent-Disposition: form-data; name="{name}"{more.decode()}\r\n\r\n'
    return head.encode() + value + b"\r\n"


@pytest.mark.parametrize(
    "value",
    [b"%ED%A0%80", b"%C0%AF", b"%FF", b"\xff", b"%FE%FF%00a", "さとう".encode("cp932"), "さとう".encode("euc_jp")],
)
def test_bytes_that_are_no_utf8_are_refused_and_the_rest_is_kept(browser, value):
    body = b"name=" + quote_plus(NAME).encode() + b"&content=" + value
    response = browser.post("/scratch/form", data=body, content_type=FORM)
    assert response.status_code == 400
    assert "文字コードを判別できません" in response.text
    assert kept(response)["name"] == NAME
    assert "content" not in kept(response)


@pytest.mark.parametrize("value", [b"\xff", "さとう".encode("cp932")])
def test_parts_that_are_no_utf8_are_refused_and_the_rest_is_kept(browser, value):
    body = part("name", NAME.encode()) + part("content", value) + b"--cut--\r\n"
    response = browser.post("/scratch/form", data=body, content_type=PARTS)
    assert response.status_code == 400
    assert "文字コードを判別できません" in response.text
    assert kept(response)["name"] == NAME


def test_a_replacement_sign_that_was_really_typed_is_taken(browser):
    assert browser.post("/scratch/form", data={"name": "\ufffd"}).json[0] == {"name": ["\ufffd"]}
    body = part("name", "\ufffd".encode()) + b"--cut--\r\n"
    assert browser.post("/scratch/form", data=body, content_type=PARTS).json[0] == {"name": ["\ufffd"]}


@pytest.mark.parametrize("charset", ["shift_jis", "utf-7", "utf-16"])
def test_another_declared_encoding_is_refused(browser, charset):
    assert browser.post("/scratch/form", data=b"name=a", content_type=f"{FORM}; charset={charset}").status_code == 400


def test_a_cut_multipart_is_no_empty_form(browser):
    body = part("name", NAME.encode()) + b'--cut\r\nContent-Disposition: form-data; name="content"\r\n\r\nhal'
    response = browser.post("/scratch/form", data=body, content_type=PARTS)
    assert response.status_code == 400
    assert kept(response) == {"name": NAME, "content": "hal"}


@pytest.mark.parametrize("kind", ["multipart/form-data", "multipart/form-data; boundary="])
def test_a_multipart_without_boundary_is_no_empty_form(browser, kind):
    assert browser.post("/scratch/form", data=b"anything", content_type=kind).status_code == 400


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "application/xml", "", "nonsense"])
def test_a_body_that_is_no_form_is_refused(browser, kind):
    response = browser.post("/scratch/form", data=b'{"name": 1}', content_type=kind)
    assert response.status_code == 415
    assert "この形式は受け付けていません" in response.text


def test_a_packed_body_is_refused(browser):
    headers = {"Content-Encoding": "gzip"}
    body = gzip.compress(b"name=a")
    assert browser.post("/scratch/form", data=body, content_type=FORM, headers=headers).status_code == 415


@pytest.mark.parametrize("body", [b"name=a&name=b", b"name=a&content=1&name=a"])
def test_a_field_that_comes_twice_is_refused(browser, body):
    response = browser.post("/scratch/form", data=body, content_type=FORM)
    assert response.status_code == 400
    assert "name" in kept(response)


def test_a_field_of_several_values_may_come_twice_where_the_view_says_so(browser):
    body = b"topic=a&topic=b&name=c"
    assert browser.post("/scratch/several", data=body, content_type=FORM).json == {"topic": ["a", "b"], "name": ["c"]}
    assert browser.post("/scratch/several", data=body + b"&name=d", content_type=FORM).status_code == 400


@pytest.mark.parametrize("query", ["week=1&week=2", "week=%FF", "week=%00", "week=%1b[2J", "&".join(["a=1"] * 201)])
def test_a_query_that_cannot_be_read_for_certain_is_refused(browser, query):
    assert browser.get(f"/scratch/form?{query}").status_code == 400


@pytest.mark.parametrize("count,status", [(199, 200), (200, 200), (201, 413)])
def test_two_hundred_fields_are_enough(browser, count, status):
    fields = {f"f{number}": "x" for number in range(count)}
    assert browser.post("/scratch/form", data=fields).status_code == status
    assert browser.post("/scratch/form", data=fields, content_type="multipart/form-data").status_code == status


@pytest.mark.parametrize("extra,status", [(-1, 200), (0, 200), (1, 413)])
def test_a_mebibyte_is_enough_and_what_fits_of_more_is_kept(browser, extra, status):
    start = b"name=" + quote_plus(NAME).encode() + b"&content="
    body = start + b"a" * (1024 * 1024 - len(start) + extra)
    response = browser.post("/scratch/form", data=body, content_type=FORM)
    assert response.status_code == status
    if status == 413:
        assert kept(response)["name"] == NAME


def test_a_view_may_take_more(browser):
    assert browser.post("/scratch/several", data=b"name=" + b"a" * 1_500_000, content_type=FORM).status_code == 200


def test_a_large_field_is_taken_whole(browser):
    text = "あ" * 100_000
    assert browser.post("/scratch/form", data={"content": text}).json[0]["content"] == [text]


@pytest.mark.parametrize(
    "path,status",
    [
        ("/scratch/items/42", 200),
        ("/scratch/items/2147483647", 200),
        ("/scratch/items/2147483648", 404),
        ("/scratch/items/9223372036854775808", 404),
        ("/scratch/items/" + "9" * 5000, 404),
        ("/scratch/items/%EF%BC%94%EF%BC%92", 404),
        ("/scratch/items/1_0", 404),
        ("/scratch/items/+1", 404),
        ("/scratch/items/1e3", 404),
        ("/scratch/items/%201", 404),
        ("/scratch/items/-1", 404),
        ("/scratch//items/42", 404),
        ("//scratch/items/42", 404),
        ("/scratch/items/42/", 404),
        ("/SCRATCH/items/42", 404),
        ("/scratch/items/42;jsessionid=1", 404),
        ("/scratch/%2e%2e/scratch/items/42", 404),
        ("/scratch/words/%00", 404),
        ("/scratch/words/a%0ab", 404),
        ("/scratch/words/%ff", 404),
        ("/scratch/words/%ed%a0%80", 404),
        ("/scratch/words/" + "a" * 8200, 414),
        ("/.git/HEAD", 404),
        ("/static/../wsgi.py", 404),
        ("/static/%2e%2e/wsgi.py", 404),
    ],
)
def test_an_address_has_one_spelling(browser, path, status):
    raw = unquote_to_bytes(path).decode("latin-1")  # as a server hands it on, whatever the test client would make of it
    response = browser.get("/", environ_overrides={"PATH_INFO": raw})
    assert response.status_code == status
    assert "Location" not in response.headers


def test_a_long_address_or_a_heap_of_headers_is_refused(browser):
    assert browser.get("/scratch/form?a=" + "b" * 8200).status_code == 414
    assert browser.get("/scratch/form", headers={"X-Heap": "b" * 17_000}).status_code == 431


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "GUESS"])
def test_a_method_nobody_offers_is_refused_with_those_one_may_use(browser, method):
    response = browser.open("/scratch/form", method=method)
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD, POST"


@pytest.mark.parametrize("header", ["X-HTTP-Method-Override", "X-Method-Override", "X-HTTP-Method"])
def test_no_header_changes_the_method(browser, header):
    assert browser.post("/scratch/items/42", headers={header: "GET"}).status_code == 405
    assert browser.get("/scratch/items/42", headers={header: "DELETE"}).status_code == 200
