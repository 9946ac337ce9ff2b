"""`flask config check` names every setting that is wrong, and fails."""

import contextvars
import os
import subprocess
import sys

import pytest

from app.config import Mode, SettingsRefused
from app.environment import read_settings
from tests.harness.source import ROOT

SAFE = {
    "MADOGUCHI_MODE": "production",
    "MADOGUCHI_DATABASE_URL": "postgresql://madoguchi@/madoguchi?host=/run/postgresql",
    "MADOGUCHI_SMTP_URL": "smtp+starttls://mail.example",
    "MADOGUCHI_MAIL_FROM": "madoguchi@city.example",
    "MADOGUCHI_TRUSTED_HOSTS": "madoguchi.example",
    "MADOGUCHI_PROXY_HOPS": "1",
    "MADOGUCHI_PUBLIC_BASE_URL": "https://madoguchi.example",
    "MADOGUCHI_AGENCY_BASE_URL": "https://madoguchi.example",
    "MADOGUCHI_INTRANET_BASE_URL": "https://madoguchi.example",
}
TURNED = tuple(f"postgresql://localhost/x?{word}" for word in ("host=db.example", "hostaddr=192.0.2.7", "service=far"))
"""Addresses that say this machine first and another one later; the later word prevails."""
UNSAFE = {
    "MADOGUCHI_DATABASE_URL": ("sqlite:////tmp/x.db", "postgresql://db.example/x", "mysql://x", "", *TURNED),
    "MADOGUCHI_CLOCK": ("2026-05-11T15:59:00",),
    "MADOGUCHI_LIMITS": ("off", "no"),
    "MADOGUCHI_SMTP_URL": ("", "smtp://mail.example", "mail.example"),
    "MADOGUCHI_MAIL_FROM": ("", "a@b.jp, c@d.jp", "担当"),
    "MADOGUCHI_TRUSTED_HOSTS": ("",),
    "MADOGUCHI_PUBLIC_BASE_URL": ("http://madoguchi.example", "madoguchi.example", "https://a.example/path", ""),
    "MADOGUCHI_PROXY_HOPS": ("many", "10"),
    "MADOGUCHI_MODE": ("prod",),
    "MADOGUCHI_SURFACES": ("public,desk",),
    "MADOGUCHI_LOG_LEVEL": ("LOUD",),
    "MADOGUCHI_DATABSE_URL": ("postgresql://x",),
}


@pytest.fixture
def environment(tmp_path):
    """An environment that production takes, its secrets made."""
    read_settings({"MADOGUCHI_INSTANCE": str(tmp_path / "instance")})
    return {**SAFE, "MADOGUCHI_INSTANCE": str(tmp_path / "instance")}


def test_a_safe_production_is_taken(environment):
    assert not read_settings(environment).demo


@pytest.mark.parametrize("name,value", [(name, value) for name, values in UNSAFE.items() for value in values])
def test_an_unsafe_value_is_refused_by_name(environment, name, value):
    with pytest.raises(SettingsRefused) as refused:
        read_settings({**environment, name: value})
    assert any(name in problem for problem in refused.value.problems)


def test_every_problem_is_told_at_once(environment):
    bad = {"MADOGUCHI_SMTP_URL": "", "MADOGUCHI_LIMITS": "off", "MADOGUCHI_MAIL_FORM": "x"}
    with pytest.raises(SettingsRefused) as refused:
        read_settings({**environment, **bad})
    assert all(any(name in problem for problem in refused.value.problems) for name in bad)


def test_production_makes_no_secrets(tmp_path):
    with pytest.raises(SettingsRefused) as refused:
        read_settings({**SAFE, "MADOGUCHI_INSTANCE": str(tmp_path)})
    assert "secrets.toml" in refused.value.problems[0]
    assert not (tmp_path / "secrets.toml").exists()


@pytest.mark.parametrize("harm", ["weak", "readable", "broken"])
def test_secrets_that_are_weak_or_readable_are_refused(environment, tmp_path, harm):
    file = tmp_path / "instance" / "secrets.toml"
    if harm == "weak":
        file.write_text('index = "Y2hhbmdlbWU="\n' + file.read_text().partition("\n")[2])
    elif harm == "readable":
        file.chmod(0o644)
    else:
        file.write_text("index =")
    with pytest.raises(SettingsRefused, match=r"secrets\.toml"):
        read_settings(environment)


def check(app):
    """Run the command as a process of its own would, not in the context of the test."""
    return contextvars.Context().run(app.test_cli_runner().invoke, args=["config", "check"])


def test_the_command_is_content_with_a_migrated_demo(make_app, settings):
    settings.instance.chmod(0o700)
    done = check(make_app())
    assert done.exit_code == 0, done.output
    assert "問題は見つかりませんでした" in done.output


def test_the_command_tells_no_secret(make_app, settings):
    output = check(make_app(smtp_url="smtps://user:himitsu@mail.example")).output
    assert "SMTP_URL = smtps" in output
    assert "himitsu" not in output
    assert settings.database_url not in output


def test_the_command_names_what_lets_the_log_of_the_database_quote_in_production_only(make_app, database_kind):
    named = "PostgreSQL の log_error_verbosity: default では"
    assert named not in check(make_app()).output
    assert (named in check(make_app(mode=Mode.PRODUCTION)).output) is (database_kind == "postgresql")


def test_the_command_names_a_folder_that_others_can_read(make_app, settings):
    settings.instance.chmod(0o755)
    done = check(make_app())
    assert done.exit_code == 1
    assert "MADOGUCHI_INSTANCE" in done.output


def test_the_command_names_a_database_that_is_not_migrated(make_app, settings, tmp_path):
    settings.instance.chmod(0o700)
    done = check(make_app(database_url=f"sqlite:///{tmp_path / 'empty.db'}"))
    assert done.exit_code == 1
    assert "要修正 migrations" in done.output
    assert "要修正 keys" not in done.output, "a database without tables tells nothing of keys"


def test_a_boot_that_is_refused_says_why_in_plain_lines(environment):
    environment["MADOGUCHI_SMTP_URL"] = ""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "config", "check"]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "MADOGUCHI_SMTP_URL" in done.stderr
    assert "Traceback" not in done.stderr
