"""The text of a transfer's square code: fields, lengths, the check at its end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoaban.gateways.payments import references
from hoaban.gateways.payments.adapters import emvco

NUMBERS = st.integers(0, 99).map(lambda number: f"{number:02}")
VALUES = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=emvco.LONGEST)
PLAIN = st.text(references.LETTERS, min_size=1, max_size=emvco.PURPOSE)
BINS = st.from_regex(r"[0-9]{6}", fullmatch=True)
ACCOUNTS = st.from_regex(r"[0-9A-Z]{1,19}", fullmatch=True)
AMOUNTS = st.integers(1, 10**12)


def test_the_check_is_the_published_one() -> None:
    assert emvco.crc("123456789") == "29B1"


@given(st.lists(st.tuples(NUMBERS, VALUES)))
def test_fields_are_read_as_they_were_written(pairs: list[tuple[str, str]]) -> None:
    text = "".join(emvco.field(number, value) for number, value in pairs)
    assert list(emvco.fields(text)) == pairs


@given(BINS, ACCOUNTS, AMOUNTS, PLAIN)
def test_a_code_says_bank_account_amount_and_purpose(
    bank: str, account: str, amount: int, purpose: str
) -> None:
    text = emvco.transfer(bank=bank, account=account, amount=amount, purpose=purpose)
    found = dict(emvco.fields(text))
    to = dict(emvco.fields(found["38"]))
    assert (found["53"], found["54"], found["58"]) == ("704", str(amount), "VN")
    assert dict(emvco.fields(to["01"])) == {"00": bank, "01": account}
    assert (to["00"], to["02"], found["62"]) == (
        *("A000000727", "QRIBFTTA", emvco.field("08", purpose)),
    )
    assert (next(iter(found)), list(found)[-1]) == ("00", "63")
    assert found["63"] == emvco.crc(text[:-4])


@given(BINS, ACCOUNTS, AMOUNTS, PLAIN, st.data())
def test_one_changed_sign_breaks_the_check(
    bank: str, account: str, amount: int, purpose: str, data: st.DataObject
) -> None:
    text = emvco.transfer(bank=bank, account=account, amount=amount, purpose=purpose)
    place = data.draw(st.integers(0, len(text) - 5))
    other = data.draw(st.sampled_from(references.LETTERS).filter(lambda sign: sign != text[place]))
    changed = text[:place] + other + text[place + 1 : -4]
    assert emvco.crc(changed) != text[-4:]


@pytest.mark.parametrize("purpose", ["phí", "A" * 26])
def test_a_purpose_that_banks_cannot_carry_is_no_code(purpose: str) -> None:
    with pytest.raises(ValueError, match="25 plain letters"):
        emvco.transfer(bank="999999", account="1", amount=1, purpose=purpose)


@given(
    st.text(max_size=600), st.text(references.LETTERS, min_size=8, max_size=8), st.text(max_size=80)
)
def test_a_reference_is_found_whatever_a_bank_writes_around_it(
    before: str, letters: str, after: str
) -> None:
    reference = references.PREFIX + letters
    kept = before[: references.LONGEST_MEMO - len(reference)]
    assert reference in set(references.references(f"{kept}{reference.lower()} {after}"))
