"""When an account may take a dossier that names somebody: by what both of them say."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Proof:
    """What an account has confirmed, and what whoever is signed in says besides."""

    name: str  # folded
    phone: str  # confirmed; empty where none is
    emails: frozenset[str] = frozenset()  # confirmed, in small letters
    identity_number: str = ""  # typed

    def __bool__(self) -> bool:
        return bool(self.phone or self.emails or self.identity_number)


@dataclass(frozen=True, slots=True)
class Declared:
    """What a dossier says of its owner, or of whoever brought it; "" where it says nothing."""

    name: str  # folded
    phone: str
    email: str  # in small letters
    identity_number: str


def shows(proof: Proof, declared: Declared) -> bool:
    """Whether the declared number or address of mail is the account's confirmed one.

    Where no telephone was declared, the name and the whole identity number do instead.
    """
    if declared.phone:
        is_named = declared.phone == proof.phone
    else:
        number = declared.identity_number
        is_named = bool(number) and (number, declared.name) == (proof.identity_number, proof.name)
    return is_named or (bool(declared.email) and declared.email in proof.emails)
