"""How a procedure is called: by its short name, or by the official one where it has none."""

from hoaban.core.language import Words


def called(name: Words, short: Words) -> Words:
    """What pages call a procedure, by language: the short name, in a language without one the name.

    Papers and the page of a case say the official name, whole.
    """
    return {**name, **{language: words for language, words in short.items() if words}}
