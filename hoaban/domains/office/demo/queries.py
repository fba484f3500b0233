"""People of the demo, from content: one a role and three agencies to walk a procedure through."""

from pathlib import Path

from pydantic import Field

from hoaban.core.kept import folders
from hoaban.core.kept.files import KeptFiles
from hoaban.core.language import text
from hoaban.core.people.roles import Role
from hoaban.engines.content.shapes import Day, Filled, Flag, Found, FullText, Shape, whole


class PostLine(Shape):
    """A post of somebody, from a day on."""

    agency: Filled
    role: Role
    title: Filled
    unit: str = ""
    is_head: Flag = False
    valid_from: Day


class Invented(Shape):
    """Somebody invented. With a `label`, their sign-in is printed."""

    username: Filled
    public_id: Filled
    full_name: Filled
    label: FullText = Field(default_factory=dict)
    email: str = ""
    phone: str = ""
    factor: str = Field(default="", pattern=r"^([A-Z2-7]{8}){2,}$|^$")  # of an authenticator app
    posts: list[PostLine] = Field(default_factory=list)


class Cast(Shape):
    """The file: one password for all, officials, then citizens."""

    password: Filled
    people: list[Invented]
    citizens: list[Invented]


def path() -> Path:
    """The province's `demo.toml`."""
    return folders.province() / "demo.toml"


def read() -> Found[Cast]:
    """What the file says, and what is wrong in it."""
    return whole(path(), Cast)


_cast = KeptFiles(lambda: [path()], lambda: read().one())


def cast() -> Cast:
    """Everybody whom content invents."""
    return _cast.get()


def signins() -> list[tuple[str, str, str]]:
    """(role, user name, password) of those the demo prints, in the order of content.

    A citizen's user name is the telephone number: that is what the portal's sign-in asks for.
    """
    known = cast()
    listed = (one for one in (*known.people, *known.citizens) if one.label)
    return [(text(one.label), one.phone or one.username, known.password) for one in listed]


def citizens() -> list[Invented]:
    """The citizens that content lists."""
    return cast().citizens
