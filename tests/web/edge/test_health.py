"""Whether the process lives, can work, and what it counted; on both databases."""

import re
from dataclasses import replace

import pytest
from sqlalchemy import text

from app.db import db
from app.web.canary import WrongKeys, ensure_keys_fit, keys_fit, plant_canary
from app.web.health import gauge, ready_check
from tests.harness.applications import ring


def test_a_process_that_answers_is_alive_whatever_its_database_does(make_app):
    client = make_app(database_url="postgresql+psycopg://nobody@127.0.0.1:1/none").test_client()
    response = client.get("/healthz")
    assert (response.status_code, response.text) == (200, "ok\n")
    assert client.get("/readyz").status_code == 503


def test_a_migrated_database_and_its_keys_are_ready(client):
    response = client.get("/readyz")
    assert (response.status_code, response.text) == (200, "ok\n")


def test_an_older_schema_is_not_ready(app, client):
    head = db.session.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    set_version("0001")
    response = client.get("/readyz")
    set_version(head)
    assert (response.status_code, response.text) == (503, "ng\n")


@db.write
def set_version(number):
    """Let the database say that it has the migrations up to this one."""
    db.session.execute(text("UPDATE alembic_version SET version_num = :number"), {"number": number})


def test_what_others_register_is_asked_and_a_check_that_breaks_fails(make_app, capfd):
    app = make_app()
    ready_check(app, "mail", lambda: 1 / 0)
    response = app.test_client().get("/readyz")
    assert (response.status_code, response.text) == (503, "ng\n")
    assert '"reason": "mail"' in capfd.readouterr().err


@pytest.mark.parametrize("name", ["seal", "booking_password", "index"])
def test_wrong_keys_serve_nobody(make_app, settings, name):
    with make_app().app_context():
        plant_canary()
    other = ring("another").key("k1") if name == "index" else ring("another")
    wrong = make_app(keys=replace(settings.keys, **{name: other}))
    with wrong.app_context():
        assert not keys_fit()
        with pytest.raises(WrongKeys):
            ensure_keys_fit()
    client = wrong.test_client()
    assert client.get("/").status_code == 503
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200


def test_a_new_database_learns_its_keys_once(app):
    assert keys_fit()
    assert plant_canary()
    assert not plant_canary()
    assert keys_fit()


def test_the_keys_stay_right_when_a_new_one_is_added(make_app, settings):
    with make_app().app_context():
        plant_canary()
    seal = settings.keys.seal
    added = replace(seal, current="k2", keys={**seal.keys, "k2": ring("another").key("k1")})
    with make_app(keys=replace(settings.keys, seal=added)).app_context():
        assert keys_fit()


def test_metrics_tell_what_was_answered(make_app):
    app = make_app()
    gauge(app, "outbox_waiting", lambda: 3)
    client = app.test_client()
    for _ in range(3):
        client.get("/healthz")
    client.get("/nowhere")
    figures = client.get("/metrics").text
    assert 'madoguchi_http_requests_total{method="GET",endpoint="/healthz",status="200"} 3' in figures
    assert 'madoguchi_http_requests_total{method="GET",endpoint="-",status="404"} 1' in figures
    assert 'madoguchi_http_request_seconds_bucket{le="+Inf"} 4' in figures
    assert "madoguchi_outbox_waiting 3" in figures
    assert int(re.search(r"madoguchi_process_resident_bytes (\d+)", figures).group(1)) > 10_000_000


@pytest.mark.parametrize(
    "address,status", [("127.0.0.1", 200), ("::1", 200), ("192.0.2.7", 404), ("", 404), ("unix", 404)]
)
def test_metrics_are_for_this_machine(app, client, address, status):
    assert client.get("/metrics", environ_overrides={"REMOTE_ADDR": address}).status_code == status


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "X-Forwarded-Proto", "Via"])
def test_metrics_do_not_pass_a_proxy_that_nobody_told_us_of(app, client, header):
    assert client.get("/metrics", headers={header: "for=192.0.2.7"}).status_code == 404


def test_metrics_are_not_told_under_the_name_the_world_uses(make_app):
    """A proxy that adds no header of its own still passes on the name that was asked for."""
    client = make_app(trusted_hosts=("madoguchi.example",)).test_client()
    assert client.get("/metrics", base_url="http://madoguchi.example").status_code == 404
    assert client.get("/metrics", base_url="http://localhost:8000").status_code == 200


def test_made_up_methods_make_no_figures_of_their_own(client):
    for name in ("QZAAAA", "QZBBBB", "QZCCCC"):
        client.open("/healthz", method=name)
    figures = client.get("/metrics").text
    assert "QZ" not in figures
    assert 'method="-",endpoint="-",status="405"' in figures


def test_metrics_add_up_the_processes_that_live_and_forget_the_dead(make_app):
    app = make_app()
    folder = app.extensions["meter"].folder
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "1.json").write_text('{"madoguchi_other": 2}')
    (folder / "999999999.json").write_text('{"madoguchi_dead": 2}')
    figures = app.test_client().get("/metrics").text
    assert "madoguchi_other 2" in figures
    assert "madoguchi_dead" not in figures
    assert not (folder / "999999999.json").exists()
