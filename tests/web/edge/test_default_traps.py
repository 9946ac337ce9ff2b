"""What Flask and its databases do by default with plain bad input, measured once; one test for each trap."""

from email.message import EmailMessage

import pytest

from app.kernel.characters import TextRefusal
from app.kernel.folding import fold_mail, fold_name, fold_text
from app.kernel.mails import quoted_mail
from tests import factories
from tests.web.edge.conftest import NAME

ENQUIRY = {"number": "AAAA-BBBBB-C", "password": "wrong"}
LINE_ENDS = ["\r\nBcc: x@evil.example", "\n", "\r", "\u2028", "\u2029", "\x0b", "\x85", "\x0c"]


def test_an_id_beyond_the_database_is_no_page_instead_of_a_fault(browser):
    assert browser.get("/scratch/items/9223372036854775808").status_code == 404


def test_five_thousand_digits_are_no_page_instead_of_a_fault(browser):
    assert browser.get("/scratch/items/" + "1" * 5000).status_code == 404


@pytest.mark.parametrize("path", ["/bookings/%00", "/offices/%00", "/offices/kanagawa%00", "/invitations/a%00b"])
def test_nul_in_an_address_is_no_page_on_either_database(app, client, path):
    factories.open_offices()
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("field", ["number", "password", "ticket"])
def test_nul_in_a_field_is_refused_on_either_database(page, field):
    document = page.post("/enquiry", {**ENQUIRY, field: "a\0b"}, status=422)
    assert document.find("main")


def test_a_line_end_in_a_redirect_is_refused_instead_of_a_fault(browser):
    response = browser.get("/scratch/away-to", query_string={"next": "/\nSet-Cookie: a=b"})
    assert response.status_code == 400
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("end", LINE_ENDS)
def test_no_name_or_address_brings_a_line_end_into_a_mail(end):
    assert fold_name(f"佐藤{end}花子") is TextRefusal.CONTROL
    assert isinstance(fold_mail(f"a@example.jp{end}b"), TextRefusal)


@pytest.mark.parametrize("day", ["2026-02-30", "20260101", "2026-W01-1", "0000-00-00", "9999-99-99", "令和8年2月30日"])
def test_an_impossible_day_is_no_fault(app, client, day):
    factories.open_offices()
    assert client.get(f"/offices/kanagawa/terms/{day}").status_code == 404
    assert client.get("/offices/kanagawa/slots", query_string={"week": day}).status_code < 500
    slot = {"slot": f"{day}T10:00"}
    assert client.get("/offices/kanagawa/bookings/new", query_string=slot).status_code < 500


def test_trace_is_refused(browser):
    assert browser.open("/scratch/form", method="TRACE").status_code == 405


def test_another_host_is_refused(browser):
    assert browser.get("/scratch/form", headers={"Host": "evil.example"}).status_code == 400


@pytest.mark.parametrize("aim", ["//evil.example/", "/\\evil.example", "javascript:alert(1)", "https://evil.example"])
def test_signing_in_leads_nowhere_outside(page, aim):
    factories.enlist("suzuki")
    typed = {"email": factories.address_of("suzuki"), "password": factories.PASSWORD, "next": aim}
    assert "evil" not in page.post("/login", typed).headers.get("Location", "")


def test_long_text_never_goes_into_a_cookie(edge):
    client = edge(csrf=True).test_client()
    response = client.post("/scratch/form", data={"content": "あ" * 3000, "name": NAME})
    assert all(len(cookie) < 400 for cookie in response.headers.getlist("Set-Cookie"))


@pytest.mark.parametrize("text", ["a@x.jp, b@x.jp", "a@x.jp;b@x.jp", "a@x.jp b@x.jp", "a@x.jp\nb@x.jp"])
def test_one_field_is_one_recipient(text):
    assert isinstance(fold_mail(text), TextRefusal)


def test_a_domain_of_other_letters_is_refused_since_it_would_not_arrive():
    assert fold_mail("a@日本語.jp") is TextRefusal.MAIL_DOMAIN_NOT_ASCII


@pytest.mark.parametrize("address", ["a..b.@docomo.ne.jp", "a.@ezweb.ne.jp"])
def test_old_addresses_of_telephones_are_taken_and_can_be_sent_to(address):
    assert fold_mail(address) == address
    message = EmailMessage()
    message["To"] = quoted_mail(address)
    assert len(message["To"].addresses) == 1


def test_overlong_and_broken_bytes_are_no_literal_text(browser):
    response = browser.post("/scratch/form", data=b"name=%ED%A0%80", content_type="application/x-www-form-urlencoded")
    assert response.status_code == 400


def test_a_cut_multipart_is_no_empty_form(browser):
    body = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb'
    response = browser.post("/scratch/form", data=body, content_type="multipart/form-data; boundary=x")
    assert response.status_code == 400


def test_a_repeated_key_is_not_read_as_its_first_value(browser):
    response = browser.post("/scratch/form", data="name=a&name=b", content_type="application/x-www-form-urlencoded")
    assert response.status_code == 400


def test_text_keeps_the_characters_that_nfkc_would_change():
    assert fold_name("㈱髙﨑①") == "㈱髙﨑①"
    assert fold_text("〜～－―") == "〜～－―"
