"""When an account may take a dossier that names somebody: by what both of them say."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Proof:
    """What an account has confirmed, and what whoever is signed in says besides."""

    name: str  # folded
    phone: str  # confirmed; empty where none is
    emails: frozenset[str] = frozenset()  # confirmed, in small letters
    identity_number: str = ""  # typed
    has_reference: bool = False  # the drawn one of the receipt was typed, not the code

    def __bool__(self) -> bool:
        return bool(self.phone or self.emails or self.identity_number or self.has_reference)


@dataclass(frozen=True, slots=True)
class Declared:
    """What a dossier says of its owner, or of whoever brought it; "" where it says nothing."""

    name: str  # folded
    phone: str
    email: str  # in small letters
    identity_number: str


def shows(proof: Proof, declared: Declared) -> bool:
    """Whether the declared number or address of mail is the account's confirmed one.

    A number goes to somebody else one day, who then gets the messages with the code: under another
    name the drawn reference of the receipt has to be there too. Where no telephone was declared,
    the name and the whole identity number do instead; where that was not declared either, the name
    with the drawn reference: more the receipt does not say.
    """
    is_alike = bool(declared.name) and declared.name == proof.name
    if declared.phone:
        is_named = declared.phone == proof.phone and (is_alike or proof.has_reference)
    elif declared.identity_number:
        is_named = is_alike and declared.identity_number == proof.identity_number
    else:
        is_named = is_alike and proof.has_reference
    return is_named or (bool(declared.email) and declared.email in proof.emails)
