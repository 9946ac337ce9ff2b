"""What an office's terms call themselves (glossary: 運用方針・利用規約), the same on the guide and on the form."""

from flask_babel import gettext as _

from app.offices.terms import TermsVersion


def kind_of(terms: TermsVersion) -> str:
    """The last word of the title, in the reader's language."""
    return _("運用方針") if terms.title.endswith("運用方針") else _("利用規約")
