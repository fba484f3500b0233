"""The compiler is made ready before the first paper: the program does not start without."""

from hoaban.engines.typesetting import papers


def test_the_fonts_are_read_before_the_first_paper() -> None:
    papers.warm()
    assert papers._compiler.cache_info().currsize >= 1
