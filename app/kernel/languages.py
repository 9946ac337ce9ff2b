"""The languages the public pages and the mails to applicants speak."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """`code` as Babel and the records name it, `label` in the language itself, `tag` for the `lang` attribute."""

    code: str
    label: str
    tag: str


DEFAULT = "ja"
EASY = "ja@easy"
ENGLISH = "en"
LANGUAGES = {
    each.code: each
    for each in (
        Language(DEFAULT, "日本語", "ja"),
        Language(EASY, "やさしい日本語", "ja"),
        Language(ENGLISH, "English", "en"),
    )
}
