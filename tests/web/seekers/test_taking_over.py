"""Taking over what an office registered, where it names its seeker: told what to change, and able to (AGY-044)."""

import pytest

from tests.usecases.seekers.test_offering import NUMBER, changed, imported
from tests.web.seekers.test_own_record import CONTENTS, PAGE, tell_number, yamada

__all__ = ["yamada"]


@pytest.mark.rule("AGY-002", "AGY-044")
def test_whoever_takes_over_a_record_with_the_own_name_is_told_the_words_and_corrects_them(page, yamada, clock) -> None:
    tell_number(yamada)
    imported(NUMBER, clock, changed(experience="山田花子です。経理10年。"))
    done = page.submit(page.get(PAGE), "#own-record form")
    assert done.location == "/me/record?done=taken-over-unseen"
    shown = page.follow(done)
    assert "公開は止めました。" in shown.text
    assert "あなたの名前：「山田 花子」" in shown.find("#own-record .notice-care").text
    assert CONTENTS in [link["href"] for link in shown.all("#own-record a")]
    form = page.get(CONTENTS)
    assert form.find("#experience").text.strip() == "山田花子です。経理10年。"
    assert page.submit(form, "#own-contents form", experience="山田花子、経理10年。").status == 422
    confirmation = page.submit(form, "#own-contents form", experience="経理10年。")
    assert page.submit(confirmation, "#own-confirmation form", agreed="y").location == "/me/record?done=offered"
    assert not page.get(PAGE).all("#own-record .notice-care")
