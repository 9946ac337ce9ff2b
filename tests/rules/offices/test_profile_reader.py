"""The reader of profiles takes seven files whole and refuses anything else, saying what is allowed."""

import tomllib
from dataclasses import MISSING, fields
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.offices.rules.policies import policy_from, values_of
from app.offices.rules.profile_files import Profile, profile_from
from app.offices.rules.shipped import PROFILES, shipped_profiles
from app.offices.terms import Policy


def kanagawa() -> dict[str, Any]:
    return tomllib.loads((PROFILES / "kanagawa.toml").read_text("utf-8"))


def problems(data: dict[str, Any], slug: str = "kanagawa") -> list[tuple[str, str]]:
    read = profile_from(data, slug)
    assert isinstance(read, tuple), "the profile was taken"
    return [(problem.key, problem.allowed) for problem in read]


@pytest.mark.parametrize(
    "key, value, allowed",
    [
        ("session_minutes", 0, "5から240までの整数"),
        ("session_minutes", "50", "5から240までの整数"),
        ("session_minutes", True, "5から240までの整数"),
        ("lead_days", 31, "0から30までの整数"),
        ("daily_limit", 0, '1から20までの整数、または "not_stated"'),
        ("weekdays", ["monday"], "mon / tue / wed / thu / fri / sat / sun"),
        ("weekdays", "mon", "[ ] で囲んだ並び"),
        ("weekdays", ["mon", "mon"], "同じ値を二度書かない並び"),
        ("windows", ["12:00-09:00"], '"09:00-12:00" のような時間帯（始まりが先）'),
        ("windows", ["9:00-12:00"], '"09:00-12:00" のような時間帯（始まりが先）'),
        ("slot_starts", ["24:00"], '"09:00" のような時刻（締切は "end_of_day" も可）'),
        ("lead_kind", "open_day", "open_days / calendar_days"),
        ("lead_kind", "OPEN_DAYS", "open_days / calendar_days"),
        ("password_mail", "yes", "true / false"),
        ("password_mail", 1, "true / false"),
        ("name", "　", "空でない文字列"),
        ("video_tool", "not_stated", "文字列（ここは必ず決める項目です）"),
        ("confirmation_mode", "site", "名前と値の表"),
    ],
)
def test_a_wrong_value_is_told_with_its_key_and_what_is_allowed(key: str, value: object, allowed: str) -> None:
    data = kanagawa()
    data["policy"][key] = value
    assert (f"policy.{key}", allowed) in problems(data)


@pytest.mark.rule("KNG-22", "KNG-36")
def test_a_branch_is_named_by_a_municipality() -> None:
    data = kanagawa()
    data["policy"]["branches"] = {"厚木市": "県央支所"}
    assert isinstance(profile_from(data, "kanagawa"), Profile)
    data["policy"]["branches"] = {"厚木市": "県央支所", "厚木": "県央支所"}
    [(key, allowed)] = problems(data)
    assert (key, "「厚木」という市区町村はありません。" in allowed) == ("policy.branches", True)
    assert isinstance(policy_from(data["policy"]), Policy), "what is stored stays readable"


@pytest.mark.parametrize("name", sorted(each.name for each in fields(Policy) if each.default is MISSING))
def test_a_forgotten_key_is_named(name: str) -> None:
    data = kanagawa()
    del data["policy"][name]
    assert problems(data) == [(f"policy.{name}", "必ず書く項目")]


@pytest.mark.parametrize(
    "path, key",
    [(("policy",), "policy.colour"), (("office",), "office.colour"), (("terms",), "terms.colour"), ((), "colour")],
)
def test_a_key_nobody_knows_is_named(path: tuple[str, ...], key: str) -> None:
    data = kanagawa()
    table = data[path[0]] if path else data
    table["colour"] = "red"
    assert (key, "この名前の項目はありません") in problems(data)


@pytest.mark.parametrize(
    "changes, key, allowed",
    [
        ({"slot_starts": ["11:30"]}, "slot_starts", "11:30からの50分が windows の一つに収まること"),
        ({"slot_starts": ["09:00", "09:30"]}, "slot_starts", "早い順で、互いに50分以上離れた時刻"),
        ({"slot_starts": ["10:00", "09:00"]}, "slot_starts", "早い順で、互いに50分以上離れた時刻"),
        ({"public_capacity": 2}, "public_capacity", "capacity（1）以下"),
        ({"areas": []}, "areas", "eligibility に area があるときだけ、都道府県を一つ以上"),
        ({"areas": ["横浜市"]}, "areas", "「神奈川県」のような都道府県名"),
        ({"topics": []}, "topics", "相談項目を一つ以上"),
        ({"optional_fields": ["name"]}, "optional_fields", "required_fields にない項目（重なり: name）"),
        ({"instant_use": True}, "instant_use", "booking_channels の instant と同じ"),
        ({"employer_users": "instant_only"}, "employer_users", "instant_use = true のときだけ instant_only"),
        ({"confirmation_mode": {}}, "confirmation_mode", "使う申込方法（即時利用を除く）と同じ名前の表"),
        ({"nomination": True}, "nomination", "optional_fields の nominated_counselor と同じ"),
        ({"proposed": ["colour"]}, "proposed", "項目の名前（colour という項目はありません）"),
    ],
)
def test_values_that_do_not_fit_each_other_are_told(changes: dict[str, Any], key: str, allowed: str) -> None:
    data = kanagawa()
    data["policy"].update(changes)
    assert (f"policy.{key}", allowed) in problems(data)


def test_every_fault_of_a_file_is_told_at_once() -> None:
    data = kanagawa()
    data["policy"].update(lead_kind="soon", password_mail="no", colour="red")
    del data["office"]["prefecture"]
    assert len(problems(data)) == 4


def test_a_file_is_named_as_its_office() -> None:
    assert problems(kanagawa(), "yokohama") == [("office.slug", "ファイルと同じ名前「yokohama」（英小文字・数字・_）")]


@pytest.mark.parametrize(
    "versions",
    [[], "2024-04-01", [{"on": "2024-04-01"}], [{"on": "April", "act": "施行"}], [{"on": "2024-04-01", "act": " "}]],
)
def test_versions_are_days_with_what_happened(versions: object) -> None:
    data = kanagawa()
    data["terms"]["versions"] = versions
    assert [key for key, _ in problems(data)] == ["terms.versions"]


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(name=st.sampled_from(sorted(each.name for each in fields(Policy) if each.default is MISSING)), value=PLAIN)
def test_any_value_is_either_taken_as_it_stands_or_told(name: str, value: object) -> None:
    values = values_of(shipped_profiles()["kanagawa"].policy)
    values[name] = value
    read = policy_from(values)
    if isinstance(read, Policy):
        assert values_of(read)[name] == value or sorted(values_of(read)[name]) == sorted(value)  # type: ignore[call-overload]
    else:
        assert all(problem.allowed for problem in read)
