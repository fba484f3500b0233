"""What a refusal says to the reader of this page, in the page's language."""

import tomllib
from functools import cache

from django.conf import settings
from django.utils.translation import get_language, gettext

from hoaban.core.refusals import Refusal


@cache
def _english() -> dict[str, str]:
    """English sentences by class name, from `content/vietnam/refusals/en/`."""
    folder = settings.CONTENT / "vietnam" / "refusals" / "en"
    return {
        name: sentence
        for file in sorted(folder.glob("*.toml"))
        for name, sentence in tomllib.loads(file.read_text()).items()
    }


def sentence(refusal: object) -> str:
    """A refusal's sentence, or a plain text as it is."""
    if isinstance(refusal, Refusal):
        return refusal.speak(_english() if get_language() == "en" else {}, gettext)
    return str(refusal)
