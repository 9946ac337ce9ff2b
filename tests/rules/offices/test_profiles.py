"""The seven profiles we ship, and how an eighth one comes in."""

import copy
import json
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from app.offices.rules.policies import missing_to_open, policy_from, values_of
from app.offices.rules.profile_files import Profile, disagreements, profile_from
from app.offices.rules.shipped import PROFILES, read_profiles, shipped_profiles
from app.offices.terms import Policy

MATRIX = """
name service_name service_kinds session_minutes weekdays windows slot_starts lead_kind lead_cutoff lead_event
lead_exception daily_limit required_fields optional_fields eligibility employer_users booking_channels
confirmation_mode unconfirmed video_tool tool_terms_mode completion_mail password_mail enquiry_password
meeting_info_mail meeting_info_to reminder join_early admission cancel_channels cancel_cutoff cancel_mail
noshow_minutes ban_possible refusal nomination instant_use instant_reconsent phone_change_blocked
followup_at_session switch_to_phone referral camera_rule recording_ban environment tool_support use_log
log_nondisclosure privacy_basis service_stop consent_mode terms_change_mode jurisdiction_court contact_phone
contact_hours address fee registration_switch
"""


def test_the_seven_profiles_are_read_without_a_fault() -> None:
    profiles, faults = read_profiles()
    assert not faults
    assert [profile.slug for profile in profiles] == [
        "kanagawa",
        "miyakonojo",
        "nagasaki_main",
        "nagasaki_young",
        "nagasaki_tsukimachi",
        "kurashiki_chuo",
        "kurashiki_wakamono",
    ]


def test_every_row_of_the_policy_matrix_is_an_attribute() -> None:
    names = {field.name for field in fields(Policy)}
    assert not set(MATRIX.split()) - names
    assert all(profile.terms_set.versions for profile in shipped_profiles().values())


@pytest.mark.parametrize("slug", sorted(path.stem for path in PROFILES.glob("*.toml")))
def test_a_policy_survives_storage_as_json(slug: str) -> None:
    policy = shipped_profiles()[slug].policy
    assert policy_from(json.loads(json.dumps(values_of(policy)))) == policy


def test_offices_of_one_terms_set_say_the_same_of_it() -> None:
    data = tomllib.loads((PROFILES / "kanagawa.toml").read_text("utf-8"))
    one = profile_from(data, "kanagawa")
    other_data = copy.deepcopy(data)
    other_data["office"].update(slug="yokohama", order=9)
    other_data["terms"]["issuer"] = "だれか"
    other = profile_from(other_data, "yokohama")
    assert isinstance(one, Profile)
    assert isinstance(other, Profile)
    assert [slug for slug, _ in disagreements((one, other))] == ["yokohama"]


def test_an_eighth_office_is_one_file(tmp_path: Path) -> None:
    text = (PROFILES / "kurashiki_wakamono.toml").read_text("utf-8")
    text = text.replace('slug = "kurashiki_wakamono"', 'slug = "tsuyama"').replace("order = 7", "order = 8")
    (tmp_path / "tsuyama.toml").write_text(text, "utf-8")
    profiles, faults = read_profiles(tmp_path)
    assert ([profile.slug for profile in profiles], faults) == (["tsuyama"], ())


def test_a_file_that_is_no_toml_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.toml").write_text("[policy", "utf-8")
    profiles, faults = read_profiles(tmp_path)
    assert not profiles
    assert faults[0][0] == "broken.toml"


def test_offices_whose_documents_lack_telephone_and_hours_are_not_ready() -> None:
    waiting = {slug: missing_to_open(profile.policy, has_terms=True) for slug, profile in shipped_profiles().items()}
    assert {slug: names for slug, names in waiting.items() if names} == {
        "kurashiki_chuo": ("contact_phone", "contact_hours"),
        "miyakonojo": ("contact_phone", "contact_hours"),
    }


def test_an_office_without_the_text_of_its_terms_is_not_ready() -> None:
    assert missing_to_open(shipped_profiles()["kanagawa"].policy, has_terms=False) == ("terms",)
