"""A place in the words of the reader's language, whatever is known of it."""

import pytest
from flask_babel import force_locale

from app.booking.terms.application import NOWHERE, Place
from app.booking.views.said import place_words

ATSUGI = Place(prefecture="14", municipality="14212")
ASAHI = Place(prefecture="14", municipality="14212", detail="旭町")
TOKYO = Place(prefecture="13")


@pytest.mark.parametrize(
    ("language", "place", "words"),
    [
        ("ja", ATSUGI, "神奈川県厚木市"),
        ("ja", ASAHI, "神奈川県厚木市旭町"),
        ("ja", TOKYO, "東京都"),
        ("ja@easy", ATSUGI, "神奈川県（かながわけん） 厚木市（あつぎし）"),
        ("en", ATSUGI, "Atsugi City, Kanagawa"),
        ("en", TOKYO, "Tokyo"),
        ("en", NOWHERE, ""),
    ],
)
def test_a_place_is_said_in_the_language(app, language, place, words):
    with app.test_request_context("/"), force_locale(language):
        assert place_words(place) == words
