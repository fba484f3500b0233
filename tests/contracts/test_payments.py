"""One suite for every provider of payments: VietQrAdapter and StandInAdapter."""

from datetime import UTC, date, datetime

import pytest
from pytest_django.fixtures import Settings

from hoaban.core.journal.models import Entry
from hoaban.core.people import actors
from hoaban.gateways.payments import actions, contract, queries
from hoaban.gateways.payments.models import Demand, Payment

ON = date(2020, 3, 30)
AT = datetime(2020, 3, 30, 3, tzinfo=UTC)
BY = actors.system("payments")
AGENCY = "ubnd-03127"


@pytest.fixture(autouse=True)
def demo(settings: Settings) -> None:
    """Accounts that were made up serve in a demo alone."""
    settings.HOABAN_TODAY = "2020-03-30T10:00:00+07:00"


@pytest.fixture(params=["transfer", "platform"])
def name(request: pytest.FixtureRequest, settings: Settings, db: None) -> str:
    settings.PAYMENTS = [request.param]
    return str(request.param)


@pytest.fixture
def provider(name: str) -> contract.Provider:
    return contract.providers()[name]


def ask(amount: int = 16000) -> Demand:
    return actions.ask("K7M2Q9X4W3", agency=AGENCY, amount=amount, by=BY, at=AT)


def pay(provider: contract.Provider, memo: str, amount: int, number: str = "1") -> tuple[str, int]:
    """What becomes of a message: the verdict, and what of it goes back."""
    message = {
        "number": number,
        "memo": memo,
        "amount": str(amount),
        "paid_at": "2020-03-30T10:00:00+07:00",
    }
    said = provider.read(message, AGENCY)
    found = actions.confirm(said, by=BY, at=AT)
    return found.verdict, found.surplus


def test_a_payer_is_shown_the_reference_and_what_leads_to_the_money(
    name: str, provider: contract.Provider
) -> None:
    assert provider.serves(AGENCY, ON)
    demand = ask()
    offer = provider.offer(contract.Demand(demand.reference, AGENCY, 16000), ON)
    assert offer.provider == name
    assert demand.reference in f"{offer.code} {offer.link}"
    assert demand.reference in [value for _label, value in offer.facts]
    assert bool(offer.code) != bool(offer.link)


def test_the_sum_under_its_reference_pays_the_demand(provider: contract.Provider) -> None:
    demand = ask()
    assert pay(provider, f"MBVCB.778.{demand.reference}.CT tu 0123", 16000) == ("matched", 0)
    demand.refresh_from_db()
    assert (demand.received, queries.is_open(demand)) == (16000, False)


def test_told_twice_it_came_once(provider: contract.Provider) -> None:
    demand = ask()
    first = pay(provider, demand.reference.lower(), 16000, number="FT20")
    again = pay(provider, demand.reference.lower(), 16000, number="FT20")
    demand.refresh_from_db()
    assert (first, again, demand.received) == (("matched", 0), ("matched", 0), 16000)
    assert Entry.objects.filter(verb="payments.confirmed").count() == 1


def test_short_ones_pay_together_and_what_is_too_much_goes_back(
    provider: contract.Provider,
) -> None:
    demand = ask()
    said = demand.reference
    assert pay(provider, said, 10000, number="a") == ("short", 10000)
    assert pay(provider, said, 7000, number="b") == ("over", 1000)
    assert pay(provider, said, 16000, number="c") == ("double", 16000)
    assert [one.number for one in queries.unsettled([AGENCY]).order_by("pk")] == ["b", "c"]


def test_what_comes_late_or_names_nothing_is_kept_for_the_counter(
    provider: contract.Provider,
) -> None:
    demand = ask()
    actions.close(demand.about, by=BY, at=AT)
    assert pay(provider, demand.reference, 16000, number="a") == ("late", 16000)
    assert pay(provider, "tra tien phi chung thuc", 16000, number="b") == ("unknown", 16000)
    assert pay(provider, "", 16000, number="c") == ("unknown", 16000)
    assert queries.unsettled([AGENCY]).count() == 3
    payment = queries.unsettled([AGENCY]).first()
    assert payment
    actions.settle(payment.pk, note="Đã trả lại", by=BY, at=AT)
    assert queries.unsettled([AGENCY]).count() == 2


def test_one_sum_is_asked_for_at_a_time(provider: contract.Provider) -> None:
    first = ask()
    assert ask() == first
    other = ask(20000)
    assert other != first
    assert pay(provider, first.reference, 16000, number="a") == ("late", 16000)
    assert pay(provider, other.reference, 20000, number="b") == ("matched", 0)


@pytest.mark.parametrize(
    "changed",
    [
        {"number": " "},
        {"number": "9" * 81},
        {"amount": "-16000"},
        {"amount": "16.000"},
        {"amount": "0"},
        {"amount": "9" * 400},
        {"amount": "١٦٠٠٠"},
        {"paid_at": "hôm qua"},
        {"paid_at": "2020-03-30T10:00:00"},
    ],
    ids=str,
)
def test_what_is_no_confirmation_is_refused(
    provider: contract.Provider, changed: dict[str, str]
) -> None:
    message = {"number": "1", "memo": "HB", "amount": "16000", "paid_at": AT.isoformat()} | changed
    with pytest.raises(contract.NotAConfirmation):
        provider.read(message, AGENCY)


def test_transfers_are_off_where_no_account_is_entered(settings: Settings, db: None) -> None:
    settings.PAYMENTS = ["transfer"]
    (provider,) = contract.providers().values()
    served = [provider.serves(AGENCY, ON), provider.serves("ubnd-03130", ON)]
    before = provider.serves(AGENCY, date(2017, 12, 31))
    assert (served, before) == ([True, False], False)


def test_a_sum_that_another_agency_asks_for_is_asked_for_anew(provider: contract.Provider) -> None:
    first = ask()
    other = actions.ask("K7M2Q9X4W3", agency="so-tp", amount=16000, by=BY, at=AT)
    first.refresh_from_db()
    assert (other.agency, other.pk == first.pk, first.closed_at) == ("so-tp", False, AT)
    assert pay(provider, first.reference, 16000) == ("late", 16000)


def test_of_several_references_in_one_transfer_what_is_open_and_fits_is_paid(
    provider: contract.Provider,
) -> None:
    first = ask()
    last = actions.ask("Q9X4W3K7M2", agency=AGENCY, amount=16000, by=BY, at=AT)
    both = f"{last.reference} {first.reference}"
    assert pay(provider, both, 16000, number="1") == ("several", 16000)
    assert pay(provider, both, 32000, number="2") == ("matched", 0)
    assert [queries.is_open(Demand.objects.get(pk=one.pk)) for one in (first, last)] == [
        *(False, False),
    ]


def test_a_payment_whose_number_was_taken_is_the_same_one_when_told_again(
    provider: contract.Provider,
) -> None:
    ask()
    assert pay(provider, "mot khoan", 16000) == ("unknown", 16000)
    clashes = [pay(provider, "khoan khac", 5000) for _again in range(3)]
    assert clashes == [("clash", 5000)] * 3
    assert Payment.objects.count() == 2


def test_a_number_of_one_agencys_account_says_nothing_of_anothers(
    provider: contract.Provider,
) -> None:
    message = {"number": "1", "memo": "", "amount": "16000", "paid_at": AT.isoformat()}
    for agency in (AGENCY, "so-tp"):
        actions.confirm(provider.read(message, agency), by=BY, at=AT)
    found = Payment.objects.order_by("pk").values_list("agency", "verdict")
    assert list(found) == [(AGENCY, "unknown"), ("so-tp", "unknown")]


def test_what_the_counter_did_is_kept_and_said_once(provider: contract.Provider) -> None:
    pay(provider, "", 16000)
    payment = queries.unsettled([AGENCY]).get()
    for note in ("Đã trả lại", "Lần sau"):
        actions.settle(payment.pk, note=note, by=BY, at=AT)
    payment.refresh_from_db()
    assert (payment.note, payment.settled_at) == ("Đã trả lại", AT)
