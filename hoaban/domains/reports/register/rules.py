"""Who may open a book. Pure."""

from collections.abc import Collection

from hoaban.core.refusals import NotAllowed


def check_read(code: str, own: Collection[str] | None) -> None:
    """An agency's book is read by whoever works on its cases or audits it; None: all books.

    Refuses NotAllowed. [ND61/2018 Đ17 k1]
    """
    if own is not None and code not in own:
        raise NotAllowed
