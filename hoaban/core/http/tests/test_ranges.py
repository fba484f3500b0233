"""A part of a file is answered as a part, and parts join to the whole."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

import pytest
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from hoaban.core.http.ranges import RangesMiddleware, between

DATA = bytes(range(256)) * 400
Ask = Callable[..., HttpResponseBase]


@pytest.fixture
def ask(tmp_path: Path) -> Iterator[Ask]:
    """Asks for a file with these headers."""
    opened = list[IO[bytes]]()
    path = tmp_path / "file"
    path.write_bytes(DATA)

    def whole(_request: HttpRequest) -> HttpResponseBase:
        opened.append(path.open("rb"))
        answer = FileResponse(opened[-1], content_type="application/pdf")
        answer["Accept-Ranges"], answer["ETag"] = "bytes", '"digest"'
        return answer

    def asked(method: str = "GET", **headers: str) -> HttpResponseBase:
        request = RequestFactory().generic(
            method, "/", headers={name.replace("_", "-"): said for name, said in headers.items()}
        )
        return RangesMiddleware(whole)(request)

    yield asked
    for file in opened:
        file.close()


def content(answer: HttpResponseBase) -> bytes:
    assert answer.streaming
    return b"".join(answer)


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("bytes=0-99", 0, 99),
        ("bytes=70000-", 70_000, len(DATA) - 1),
        ("bytes=-5", len(DATA) - 5, len(DATA) - 1),
        ("bytes=102399-999999999", len(DATA) - 1, len(DATA) - 1),
        ("bytes=-999999999", 0, len(DATA) - 1),
    ],
)
def test_one_part_is_answered(ask: Ask, said: str, first: int, last: int) -> None:
    answer = ask(range=said, if_range='"digest"')
    assert content(answer) == DATA[first : last + 1]
    assert (answer.status_code, answer["Content-Range"], answer["Content-Length"]) == (
        206,
        f"bytes {first}-{last}/{len(DATA)}",
        f"{last - first + 1}",
    )


@pytest.mark.parametrize("said", ["bytes=102400-", "bytes=-0", "bytes=999999-9999999"])
def test_a_part_that_is_not_there_is_told_with_the_size(ask: Ask, said: str) -> None:
    answer = ask(range=said)
    assert (answer.status_code, answer["Content-Range"]) == (416, f"bytes */{len(DATA)}")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"range": "bytes=0-1,5-9"},
        {"range": "bytes=5-1"},
        {"range": "bytes=-"},
        {"range": "lines=1-2"},
        {"range": "bytes=" + "9" * 5000 + "-"},
        {"range": "bytes=\u0661-2"},
        {"range": "bytes=0-9", "if_range": '"another"'},
    ],
)
def test_anything_else_gets_the_whole(ask: Ask, headers: dict[str, str]) -> None:
    answer = ask(**headers)
    assert (answer.status_code, content(answer)) == (200, DATA)


def test_only_reading_asks_for_parts(ask: Ask) -> None:
    assert ask("POST", range="bytes=0-9").status_code == 200


@given(size=st.integers(1, 500), step=st.integers(1, 200))
def test_parts_join_to_the_whole(size: int, step: int) -> None:
    got: list[int] = []
    while len(got) < size:
        part = between(f"bytes={len(got)}-{len(got) + step - 1}", size)
        assert part
        got += range(part[0], part[1] + 1)
    assert got == list(range(size))
