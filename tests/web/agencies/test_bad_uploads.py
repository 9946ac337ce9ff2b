"""What is put beside an application that is no filled document, or comes under a hostile name (SECURITY 6, 1.5)."""

import io
import zipfile

import pytest

from app.agencies.models.agencies import ApplicationUpload
from app.audit.models import AuditEvent
from app.db import db
from tests.page import Page
from tests.story import seated

PDF = b"%PDF-1.7\nfilled\n%%EOF\n"
MEBIBYTE = 1024 * 1024


class Endless(io.RawIOBase):
    """A body that goes on as long as somebody reads, and knows how much was read."""

    taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        self.taken += len(buffer)
        buffer[:] = b"\0" * len(buffer)
        return len(buffer)


@pytest.fixture
def minato(settled, app) -> Page:
    """The browser of Minato, whose application waits for its document."""
    return seated(app, "minato")


@pytest.fixture
def address(minato) -> str:
    """Where its document is put."""
    row = db.session.execute(db.text("SELECT number FROM agency_application WHERE kind = 'use' AND is_open")).one()
    db.session.rollback()
    return f"/agency/applications/{row.number}"


def bomb() -> bytes:
    """An archive of a few kilobytes that unpacks to a hundred megabytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("shinsei.pdf", b"\0" * (100 * MEBIBYTE))
    return packed.getvalue()


NAMES = (
    "𠮷田紹介の申請書.pdf",
    "申請書.pdf.zip",
    "../../etc/passwd",
    'a".pdf"; x="',
    "<script>alert(1)</script>.pdf",
    "あ" * 300,
)


@pytest.mark.parametrize("name", NAMES)
def test_the_name_of_a_file_decides_nothing_and_comes_back_nowhere(minato, address, name) -> None:
    done = minato.post(f"{address}/filled", {"document": (io.BytesIO(PDF), name)}, status=303)
    assert name not in minato.follow(done).html
    answer = minato.client.get(f"{address}/filled.pdf")
    number = address.rpartition("/")[2]
    assert answer.data == PDF
    assert answer.headers["Content-Disposition"] == f'attachment; filename="filled-{number}.pdf"'
    assert (answer.mimetype, answer.headers["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    assert answer.headers["Content-Security-Policy"].endswith("; sandbox")


@pytest.mark.parametrize(
    "content", [bomb(), b"PK\x03\x04" + PDF, b"<html>%PDF-1.7 %%EOF</html>", PDF[:-8], b"GIF89a" + b"\0" * 900 + PDF]
)
def test_what_is_no_pdf_by_its_content_is_refused_whatever_its_name(minato, address, content) -> None:
    refused = minato.post(f"{address}/filled", {"document": (io.BytesIO(content), "申請書.pdf")}, status=422)
    assert "PDFのファイルではないか" in refused.text
    assert db.session.scalars(db.select(ApplicationUpload)).all() == []


def test_a_pdf_that_would_do_something_is_refused_with_a_way_out(minato, address) -> None:
    content = PDF.replace(b"filled", b"1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj")
    refused = minato.post(f"{address}/filled", {"document": (io.BytesIO(content), "申請書.pdf")}, status=422)
    assert "「PDFとして印刷」で保存し直して" in refused.text
    assert db.session.scalars(db.select(ApplicationUpload)).all() == []


def test_each_look_of_an_officer_at_the_document_is_on_record_and_it_is_saved_not_shown(minato, address, app) -> None:
    minato.post(f"{address}/filled", {"document": (io.BytesIO(PDF), "申請書.pdf")}, status=303)
    number = address.rpartition("/")[2]
    answer = seated(app, "ono").client.get(f"/bureau/applications/{number}/document.pdf")
    assert answer.data == PDF
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{number}.pdf"'
    assert answer.headers["Content-Security-Policy"].endswith("; sandbox")
    db.session.rollback()
    looks = db.select(AuditEvent.subject).where(AuditEvent.act == "agencies.document_viewed")
    assert db.session.scalars(looks).all() == [f"application:{number}"]


def test_two_hundred_megabytes_are_refused_without_being_read(minato, address) -> None:
    body = Endless()
    answer = minato.client.open(
        f"{address}/filled",
        method="POST",
        content_type="multipart/form-data; boundary=cut",
        environ_overrides={"wsgi.input": body, "CONTENT_LENGTH": str(200 * MEBIBYTE)},
    )
    assert answer.status_code == 413
    assert "大き" in answer.text
    assert body.taken < 20 * MEBIBYTE


def test_nothing_is_put_beside_an_application_that_is_another_s_or_over(minato, address, app, clock) -> None:
    hikari = seated(app, "hikari")
    for act in ("", ".pdf", "/filled.pdf"):
        hikari.get(f"{address}{act}", status=404)
    hikari.post(f"{address}/filled", {"document": (io.BytesIO(PDF), "a.pdf")}, status=404)
    clock.set("2026-07-01T10:00")
    late = seated(app, "minato").post(f"{address}/filled", {"document": (io.BytesIO(PDF), "a.pdf")}, status=422)
    assert "期限が過ぎて" in late.text
    assert db.session.scalars(db.select(ApplicationUpload)).all() == []
