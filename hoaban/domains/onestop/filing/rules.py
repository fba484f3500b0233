"""What must hold of who files and for whom."""

from collections.abc import Mapping
from typing import Any

from hoaban.domains.onestop.filing.refused import ProxyHasOwnersNumber
from hoaban.engines.forms import persons


def check_proxy(owner: Mapping[str, Any], proxy: Mapping[str, Any]) -> None:  # Any: JSON blocks
    """Whoever files for somebody else is somebody else; the same person twice is the owner."""
    number = proxy.get("identity_number")
    if number and number == owner.get("identity_number") and not persons.share_name(proxy, owner):
        raise ProxyHasOwnersNumber(proxy=proxy["full_name"], owner=owner["full_name"])
