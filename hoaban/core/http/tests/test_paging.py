import base64
import contextlib
import json

import pytest
from django.db.models import F
from hypothesis import example, given, settings
from hypothesis import strategies as st

from hoaban.core.http.paging import Page, keyset
from hoaban.core.people.models import Agency
from hoaban.core.refusals import NotWellFormed
from tests.world.chance import cases

pytestmark = pytest.mark.usefixtures("cast")


def page(after: str | None, order: tuple[str, ...], size: int) -> Page[Agency]:
    return keyset(Agency.objects.all(), order=order, after=after, size=size)


@pytest.mark.parametrize("order", [("id",), ("-id",), ("level", "-id"), ("-valid_from", "id")])
def test_walking_forward_and_back_meets_every_row_once(order: tuple[str, ...]) -> None:
    wanted = list(Agency.objects.order_by(*order))
    pages: list[Page[Agency]] = []
    after = ""
    while not pages or after:
        pages.append(page(after, order, 50))
        after = pages[-1].next or ""
    assert [row for p in pages for row in p.rows] == wanted
    back = page(pages[-1].previous, order, 50)
    assert back.rows == pages[-2].rows
    assert page(back.next, order, 50).rows == pages[-1].rows


def test_the_first_page_has_none_before_and_the_last_none_after() -> None:
    whole = page("", ("id",), 1000)
    assert (whole.next, whole.previous) == (None, None)


def test_an_empty_list_is_a_page_too() -> None:
    empty = keyset(Agency.objects.none(), order=("id",), after="", size=5)
    assert empty == Page([], None, None)


@pytest.mark.parametrize(
    "token", ["x", "!!", "bnVsbA", "WyJuIl0", "W10", "WyJuIixbMV1d", "WyJuIiwiYSJd", "ñ", "\x00"]
)
def test_a_token_that_is_none_of_ours_is_refused(token: str) -> None:
    with pytest.raises(NotWellFormed):
        page(token, ("id",), 5)


VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(
        [
            10**40,
            -(2**63),
            "\ud800",
            "\0",
            "0001-01-01T00:00:00+14:00",
            "9999-12-31T23:59:59-14:00",
            "2020-03-30",
        ]
    ),
)


@pytest.mark.parametrize("order", [("valid_from", "id"), ("-begun", "-id"), ("code", "id")])
@settings(max_examples=cases(50), deadline=None)
@example(way="n", values=("2020-03-30", float("inf")))
@example(way="p", values=("9999-12-31T23:59:59-14:00", 1))
@given(way=st.sampled_from("np"), values=st.tuples(VALUES, VALUES))
def test_no_token_at_all_breaks_the_list(
    order: tuple[str, ...], way: str, values: tuple[object, ...]
) -> None:
    token = base64.urlsafe_b64encode(json.dumps([way, *values]).encode()).decode()
    rows = Agency.objects.annotate(begun=F("valid_from"))
    with contextlib.suppress(NotWellFormed):
        keyset(rows, order=order, after=token, size=5)


@pytest.mark.parametrize("order", [("id",), ("valid_from", "-id")])
def test_a_list_in_parts_is_walked_as_one(order: tuple[str, ...]) -> None:
    wanted = list(Agency.objects.order_by(*order))
    communes = Agency.objects.filter(level="commune")
    parts = communes, Agency.objects.exclude(level="commune")
    walked = [keyset(*parts, order=order, after="", size=40)]
    while after := walked[-1].next:
        walked.append(keyset(*parts, order=order, after=after, size=40))
    assert [row for page in walked for row in page.rows] == wanted
    back = keyset(*parts, order=order, after=walked[-1].previous, size=40)
    assert back.rows == walked[-2].rows


@pytest.mark.parametrize("size", [1, 2, 7])
def test_a_row_that_several_parts_have_is_shown_once(size: int) -> None:
    every = Agency.objects.all()
    parts = (every.filter(level="commune"), every, every.exclude(level="province"))
    shown: list[int] = []
    after = ""
    while not shown or after:
        found = keyset(*parts, order=("-id",), after=after, size=size)
        shown += [row.pk for row in found.rows]
        after = found.next or ""
    assert shown == list(every.order_by("-id").values_list("pk", flat=True))
