"""The text of a square code for a transfer: EMVCo fields of id, length and value, with their CRC.

VietQR: 00 version, 01 how often it is used, 38 the account, 53 the currency, 54 the
amount, 58 the country, 62-08 the purpose, 63 CRC-16/CCITT-FALSE over everything before it.
"""

from collections.abc import Iterator

LONGEST = 99  # of a value: two figures say its length
PURPOSE = 25  # letters of 62-08


def field(number: str, value: str) -> str:
    """One field: its number of two figures, its length, its value."""
    if len(value) > LONGEST:
        raise ValueError(f"field {number} is longer than {LONGEST}")
    return f"{number}{len(value):02}{value}"


def crc(text: str) -> str:
    """CRC-16/CCITT-FALSE (0x1021 from 0xFFFF, not reflected), four capital hexadecimal figures."""
    found = 0xFFFF
    for byte in text.encode():
        found ^= byte << 8
        for _ in range(8):
            found = (found << 1) ^ 0x1021 if found & 0x8000 else found << 1
            found &= 0xFFFF
    return f"{found:04X}"


def transfer(*, bank: str, account: str, amount: int, purpose: str) -> str:
    """A dynamic VietQR code: `bank` is its BIN, `purpose` at most 25 plain letters."""
    if not purpose.isascii() or len(purpose) > PURPOSE:
        raise ValueError("the purpose is at most 25 plain letters")
    to = field("00", bank) + field("01", account)
    service = field("00", "A000000727") + field("01", to) + field("02", "QRIBFTTA")
    text = "".join(
        (
            field("00", "01"),
            field("01", "12"),
            field("38", service),
            field("53", "704"),
            field("54", str(amount)),
            field("58", "VN"),
            field("62", field("08", purpose)),
            "6304",
        )
    )
    return text + crc(text)


def fields(text: str) -> Iterator[tuple[str, str]]:
    """The fields of such a text, as they stand; ValueError where it is none."""
    place = 0
    while place < len(text):
        number, length = text[place : place + 2], text[place + 2 : place + 4]
        value = text[place + 4 : place + 4 + int(length)]
        if len(number) + len(length) < 4 or len(value) < int(length):  # noqa: PLR2004
            raise ValueError("cut short")
        yield number, value
        place += 4 + int(length)
