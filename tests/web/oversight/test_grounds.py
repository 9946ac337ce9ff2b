"""What a watcher can name, and what the page of a case then puts before him (AGY-059, AGY-069, AGY-086)."""

import pytest

from app.agencies.terms.participation import Ground
from tests.page import Page
from tests.web.oversight.test_watching import WATCH, agency_id, mori, opened

__all__ = ["agency_id", "mori"]


def grounds(page: Page, path: str) -> dict[str, str]:
    """The grounds a form offers, by value."""
    options = page.get(f"{WATCH}/agencies/hikari/{path}/new").all("select[name=ground] option")
    return {str(each["value"]): each.text for each in options}


@pytest.mark.rule("AGY-069", "AGY-086")
@pytest.mark.parametrize("path", ["cases", "requests"])
def test_urging_to_register_as_a_dispatch_worker_can_be_named(mori, path: str) -> None:
    offered = grounds(mori, path)["other_breach"]
    assert offered.startswith("8(2)⑤a")
    assert "派遣労働者としての登録の働きかけ" in offered


@pytest.mark.rule("AGY-069")
def test_a_case_of_another_act_is_not_called_one_of_dispatch(mori) -> None:
    assert "派遣" not in mori.get(opened(mori, Ground.OTHER_BREACH)).text


@pytest.mark.rule("AGY-059", "AGY-085")
def test_the_page_of_false_mandatory_information_proposes_the_end_of_use(mori) -> None:
    shown = mori.get(opened(mori, Ground.UNFAIR_ACQUISITION, kind="false_information"))
    notice = shown.find("main .notice-care").get_text()
    assert "停止を経ずに利用解除です" in notice
    assert "規約8(2)④bによります" in notice
    assert shown.all("main a[href$='terminations/new']")
    assert not shown.all("main a[href$='suspensions/new']")
