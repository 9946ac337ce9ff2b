"""Pages go out compressed only where their length gives nothing away."""

import gzip

import brotli
import pytest

LONG = "相談窓口"


@pytest.mark.parametrize("coding,unpack", [("br", brotli.decompress), ("gzip", gzip.decompress)])
def test_a_page_is_compressed_as_the_browser_asks(browser, coding, unpack):
    response = browser.get("/scratch/long", headers={"Accept-Encoding": coding})
    assert response.headers["Content-Encoding"] == coding
    assert "Accept-Encoding" in response.headers["Vary"]
    assert unpack(response.data).decode().count(LONG) == 200
    assert int(response.headers["Content-Length"]) == len(response.data) < 400


@pytest.mark.parametrize("accepted", ["", "identity", "br;q=0, gzip;q=0", "zstd"])
def test_a_browser_that_cannot_unpack_gets_the_page_plain(browser, accepted):
    response = browser.get("/scratch/long", headers={"Accept-Encoding": accepted})
    assert "Content-Encoding" not in response.headers
    assert LONG in response.text


def test_the_length_of_a_page_cannot_be_foreseen(browser):
    lengths = {len(browser.get("/scratch/long", headers={"Accept-Encoding": "br"}).data) for _ in range(20)}
    assert len(lengths) > 5


@pytest.mark.parametrize("path", ["/scratch/form", "/scratch/refused/422", "/scratch/busy"])
def test_an_answer_to_a_post_shows_typed_text_beside_a_token_and_is_not_compressed(browser, path):
    response = browser.post(path, data={"content": LONG * 500}, headers={"Accept-Encoding": "br, gzip"})
    assert "Content-Encoding" not in response.headers


def test_a_failure_is_not_compressed(browser):
    assert "Content-Encoding" not in browser.get("/nowhere", headers={"Accept-Encoding": "br"}).headers
