"""What deploy/ says is what the application has: every surface, every setting, every command, every table."""

import re
import subprocess
from configparser import ConfigParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from click import Group
from werkzeug.utils import import_string

from app import environment
from app.config import PREFIX
from app.db import db
from app.environment import Reader, read_settings
from app.factory import COMMANDS
from app.kernel.roles import Surface
from app.keys import new_keys, write_keys
from tests.harness.readonly import ADDED_TO_ONLY
from tests.harness.source import ROOT

DEPLOY = ROOT / "deploy"
SURFACES = sorted(surface.value for surface in Surface)
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))


def settings_named(file: Path) -> dict[str, str]:
    """The settings a file sets, also those it only shows."""
    return dict(re.findall(r"^#?(MADOGUCHI_[A-Z_]+)=(.*)$", file.read_text(), re.MULTILINE))


def text_of(*parts: str) -> str:
    """A file of deploy/."""
    return DEPLOY.joinpath(*parts).read_text()


def names_read(tmp_path: Path) -> set[str]:
    """Every setting that the application reads."""
    reader = Reader({})
    environment._values(reader, tmp_path, "http://127.0.0.1:8000")
    return reader.names | {f"{PREFIX}MODE", f"{PREFIX}INSTANCE"}


@pytest.mark.parametrize("file", ["deploy/settings.example", ".env.example", "README.md"])
def test_every_setting_is_shown(tmp_path, file):
    shown = set(re.findall(r"MADOGUCHI_[A-Z_]+", (ROOT / file).read_text()))
    assert names_read(tmp_path) - shown == set()


def test_the_example_names_no_setting_that_nobody_reads(tmp_path):
    assert settings_named(DEPLOY / "settings.example").keys() - names_read(tmp_path) == set()


def test_the_example_is_one_that_production_takes(tmp_path):
    given = sourced(DEPLOY / "settings.example") | {f"{PREFIX}INSTANCE": str(tmp_path)}
    assert given[f"{PREFIX}DATABASE_URL"].endswith("&sslrootcert=/etc/madoguchi/db-ca.pem")
    write_keys(tmp_path / "secrets.toml", new_keys())
    settings = read_settings(given)
    assert not settings.demo
    assert settings.proxy_hops == text_of("nginx", "surface.conf").count(
        "proxy_set_header X-Forwarded-For $remote_addr;"
    )


def sourced(file: Path) -> dict[str, str]:
    """The settings of a file as the shell of docs/operations.md reads them."""
    command = ["/bin/sh", "-c", 'set -a; . "$0"; env', str(file)]
    told = subprocess.run(command, env={}, capture_output=True, text=True, check=True).stdout
    return {name: value for name, _, value in (line.partition("=") for line in told.splitlines()) if name != "PWD"}


def test_whoever_types_the_name_of_a_surface_comes_to_a_page(make_app):
    for surface in Surface:
        routes = {rule.rule for rule in make_app(surfaces=frozenset({surface})).url_map.iter_rules()}
        before, _, _ = text_of("nginx", "madoguchi.conf").partition(f"$madoguchi_surface madoguchi_{surface.value};")
        block = before.rpartition("\nserver {")[2]
        assert ("/" in routes) is not ("location = / {" in block), surface
        assert "/login" in routes


def test_every_surface_has_a_server_two_processes_and_its_own_name():
    conf, upstreams = text_of("nginx", "madoguchi.conf"), text_of("nginx", "upstreams.conf")
    addresses = settings_named(DEPLOY / "settings.example")
    for surface in SURFACES:
        host = urlsplit(addresses[f"{PREFIX}{surface.upper()}_BASE_URL"]).hostname
        server = re.search(rf"server_name {host};(.*?)\n}}", conf, re.DOTALL)
        assert server, surface
        assert f"set $madoguchi_surface madoguchi_{surface};" in server[1]
        assert "include madoguchi/surface.conf;" in server[1]
        upstream = re.search(rf"upstream madoguchi_{surface} {{(.*?)\n}}", upstreams, re.DOTALL)
        assert upstream, surface
        ports = re.findall(r"^    server unix:/run/madoguchi/(\d+)\.sock", upstream[1], re.MULTILINE)
        assert len(ports) == 2
        tries = re.search(r"proxy_next_upstream_tries (\d+);", text_of("nginx", "surface.conf"))
        assert tries, "with every process of one machine away, another machine is still asked"
        assert int(tries[1]) > len(ports)
        assert all(text_of("surfaces", port).strip() == f"{PREFIX}SURFACES={surface}" for port in ports)


NOT_WRITTEN = {"", ".well-known", "demo", "healthz", "metrics", "readyz", "static"}
"""First words of addresses that nginx does not hand on, keeps no log of, or has no installation for."""


def test_every_first_word_of_an_address_is_written_by_nginx_and_no_other():
    told = re.search(r"~\^\(\?<first>/\(([a-z|-]+)\)\)", text_of("nginx", "madoguchi.conf"))
    assert told
    routes = [line.split(",")[1] for line in (ROOT / "docs" / "authorization.csv").read_text().splitlines()[1:]]
    assert set(told[1].split("|")) == {route.split("/")[1] for route in routes} - NOT_WRITTEN


def test_no_server_of_nginx_has_an_error_log_that_quotes():
    conf, ours = text_of("nginx", "madoguchi.conf"), "error_log /var/log/nginx/madoguchi-error.log emerg;"
    servers = re.findall(r"^server {(.*?)\n}", conf, re.DOTALL | re.MULTILINE)
    assert len(servers) == 3 + len(SURFACES)
    assert [each for each in servers if ours not in each and "include madoguchi/surface.conf;" not in each] == []
    assert ours in text_of("nginx", "surface.conf")
    assert set(re.findall(r"error_log .*", conf + text_of("nginx", "surface.conf"))) == {ours}


def test_every_port_is_restarted():
    ports = re.search(r"PORTS=\$\{\*:-([\d ]+)\}", text_of("restart"))
    assert ports
    assert ports[1].split() == sorted(file.name for file in (DEPLOY / "surfaces").iterdir())


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_a_unit_starts_what_there_is_and_may_do_little(unit):
    read = parsed(unit)["Service"]
    command = read["ExecStart"]
    assert is_ours(command.removeprefix("/srv/madoguchi/current/.venv/bin/python "))
    assert {"/etc/madoguchi/settings", "yes", "strict"} <= set(read.values())
    assert read["User"] == "madoguchi"


def parsed(unit: Path) -> ConfigParser:
    """A unit; of keys that stand twice, the first."""
    read = ConfigParser(strict=False, interpolation=None)
    read.optionxform = str
    seen, kept = set(), []
    for line in unit.read_text().splitlines():
        key = line.partition("=")[0]
        kept += [] if key in seen and "=" in line else [line]
        seen.add(key)
    read.read_string("\n".join(kept))
    return read


def is_ours(words: str) -> bool:
    """Whether these words start the web server on our entry, or a command of ours."""
    module, *rest = words.removeprefix("-m ").split()
    if module == "gunicorn":
        return rest[-1] == "wsgi:app" and "--no-control-socket" in rest and (ROOT / "bin/gunicorn.conf.py").exists()
    assert (module, rest[:2]) == ("flask", ["--app", "wsgi"])
    if rest[2:] == ["db", "upgrade"]:
        return True
    command = import_string(COMMANDS[rest[2]])
    return rest[3] in command.commands if isinstance(command, Group) else True


def test_what_is_kept_for_good_is_a_table_and_is_not_the_application_s_to_change():
    revoked = re.search(
        r"REVOKE UPDATE, DELETE ON\s+(.*?)\nFROM madoguchi_app;", text_of("sql", "grants.sql"), re.DOTALL
    )
    assert revoked
    named = {name.strip() for name in revoked[1].split(",")}
    assert named == ADDED_TO_ONLY
    assert named <= db.metadata.tables.keys()


def test_nothing_of_deploy_holds_a_secret():
    for file in (path for path in DEPLOY.rglob("*") if path.is_file()):
        found = re.findall(r"://[\w.+-]+:([^@/\s]+)@", file.read_text())
        assert set(found) <= {"PASSWORD"}, file
