"""In which letters an answer may be written."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from hoaban.core import alphabets
from hoaban.engines.typesetting import letters

MOST_NAMED = 5  # letters that the refusal names
TOLD = 60  # letters of what was typed that a refusal repeats


def writable(text: str) -> None:
    """A validator: what is written here comes to stand on paper, so our typeface must have it."""
    lacking = letters.unshowable(text)
    if lacking:
        said = _(
            "Giấy tờ không in được: %(letters)s. Hãy bỏ đi hoặc viết bằng chữ Việt, chữ La-tinh."
        )
        raise ValidationError(said, params={"letters": " ".join(lacking[:MOST_NAMED])})


def in_latin(text: str) -> None:
    """A validator of short answers: Latin letters, and single Greek ones as signs."""
    others = [word for word in alphabets.foreign(text) if not alphabets.is_sign(word)]
    if others:
        said = _("Hãy viết bằng chữ Việt hoặc chữ La-tinh, không dùng chữ khác: %(words)s.")
        raise ValidationError(said, params={"words": " ".join(others)[:TOLD]})
