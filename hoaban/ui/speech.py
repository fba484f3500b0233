"""What a refusal says to the reader of this page, in the page's language."""

from hoaban.core.http import answers
from hoaban.core.refusals import Refusal


def sentence(refusal: object) -> str:
    """A refusal's sentence, or a plain text as it is."""
    return answers.sentence(refusal) if isinstance(refusal, Refusal) else str(refusal)
