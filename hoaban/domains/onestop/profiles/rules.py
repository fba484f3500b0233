"""Checks of what a citizen keeps for the next forms."""

from hoaban.domains.onestop.profiles.refused import KeptAlready, OnlyCitizensKeep, TooManyKept


def check_citizen(*, is_citizen: bool) -> None:
    """What is kept belongs to an account."""
    if not is_citizen:
        raise OnlyCitizensKeep


def check_unlike(*, name: str, relation: str) -> None:
    """Whom one adds by hand is somebody else than `name`, who is kept; "" where nobody is."""
    if name:
        raise KeptAlready(name=name, relation=relation)


def check_room(*, kept: int, most: int) -> None:
    """A family, not a register."""
    if kept >= most:
        raise TooManyKept(most=most)
