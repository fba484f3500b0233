"""References of cases."""

from collections.abc import Iterable

CODE_ALPHABET = "23456789ABCDFGHJKMNPQRSTVWXYZ"


def reference(draws: Iterable[int]) -> str:
    """A public reference: the drawn characters and one that checks them.

    The alphabet has a prime number of characters, none easily mistaken for another, so the weighted
    sum finds every single wrong character and every swap of neighbours.
    """
    size = len(CODE_ALPHABET)
    digits = [draw % size for draw in draws]
    check_digit = sum((i + 1) * d for i, d in enumerate(digits, start=1)) % size
    return "".join(CODE_ALPHABET[d] for d in [*digits, check_digit])


def is_reference(text: str) -> bool:
    """Whether the text can be a reference at all: typed wrong is known without looking."""
    digits = [CODE_ALPHABET.find(letter) for letter in text]
    return bool(digits) and min(digits) >= 0 and reference(digits[:-1]) == text
