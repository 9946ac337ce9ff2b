"""`flask offices check` tells every fault on a line of its own."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.offices.rules.shipped import PROFILES

if TYPE_CHECKING:
    from flask import Flask


def broken(folder: Path) -> None:
    text = (PROFILES / "kanagawa.toml").read_text("utf-8")
    text = text.replace('lead_kind = "open_days"', 'lead_kind = "soon"').replace("noshow_minutes = 10", "noshow = 10")
    (folder / "kanagawa.toml").write_text(text, "utf-8")


def test_the_shipped_profiles_pass_and_name_what_must_be_set(app: "Flask") -> None:
    told = app.test_cli_runner().invoke(args=["offices", "check"])
    assert told.exit_code == 0
    assert "miyakonojo.toml: contact_phone: 開設の前に「問い合わせの電話番号」を決めてください。" in told.output
    assert "kurashiki_chuo.toml: contact_hours: 開設の前に「電話の受付時間」を決めてください。" in told.output
    assert "窓口 7、誤り 0、開設の前に決める項目 4" in told.output


def test_strictly_an_office_that_is_not_ready_is_a_fault(app: "Flask") -> None:
    assert app.test_cli_runner().invoke(args=["offices", "check", "--strict"]).exit_code == 1


@pytest.mark.parametrize(
    "line",
    [
        "kanagawa.toml: policy.lead_kind: 「soon」。使えるもの: open_days / calendar_days",
        "kanagawa.toml: policy.noshow_minutes: なし。使えるもの: 必ず書く項目",
        "kanagawa.toml: policy.noshow: 10。使えるもの: この名前の項目はありません",
    ],
)
def test_every_fault_is_a_line_with_file_key_and_what_is_allowed(app: "Flask", tmp_path: Path, line: str) -> None:
    broken(tmp_path)
    told = app.test_cli_runner().invoke(args=["offices", "check", "--folder", str(tmp_path)])
    assert told.exit_code == 1
    assert line in told.output.splitlines()
