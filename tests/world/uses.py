"""A stored file, as a page hands it to an action."""

from io import BytesIO

from hoaban.core.files import actions as files
from hoaban.core.files.models import Use
from hoaban.core.people import actors
from tests.world.province import MONDAY


def use_of(content: bytes, name: str) -> Use:
    """The content, stored."""
    return files.store(
        BytesIO(content),
        name=name,
        by=actors.system("test"),
        at=MONDAY,
        source="upload",
        owner="test",
    )
