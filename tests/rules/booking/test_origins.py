"""How coarse a booking's origin is kept: wide enough to tell a series, too wide to tell a person (SECURITY T9)."""

import pytest

from app.booking.rules.origins import mail_pattern, wide_network


@pytest.mark.parametrize(
    ("network", "wide"),
    [
        ("192.0.2.1", "192.0.2.0/24"),
        ("192.0.2.254", "192.0.2.0/24"),
        ("192.0.3.1", "192.0.3.0/24"),
        ("2001:db8:1:2::/64", "2001:db8:1::/48"),
        ("2001:db8:1:ffff::/64", "2001:db8:1::/48"),
        ("2001:db8:2:2::/64", "2001:db8:2::/48"),
        ("10.0.0.0/8", "10.0.0.0/8"),
        ("", None),
        ("demo", None),
        ("192.0.2.256", None),
    ],
)
def test_a_network_is_as_wide_as_what_one_customer_is_given(network, wide):
    assert wide_network(network) == wide


@pytest.mark.parametrize(
    ("mail", "pattern"),
    [
        ("a.sato@throwaway.example", "throwaway.example"),
        ("b@THROWAWAY.example", "throwaway.example"),
        ("hanako1@gmail.com", "hanako#@gmail.com"),
        ("Hanako27@gmail.com", "hanako#@gmail.com"),
        ("hanako+x9@gmail.com", "hanako@gmail.com"),
        ("taro3@docomo.ne.jp", "taro#@docomo.ne.jp"),
        ("a1b22c@yahoo.co.jp", "a#b#c@yahoo.co.jp"),
    ],
)
def test_addresses_made_by_the_dozen_are_of_one_pattern(mail, pattern):
    assert mail_pattern(mail) == pattern
