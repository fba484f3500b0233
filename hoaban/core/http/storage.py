"""Whether an error says that nothing can be written now: no room, read-only, locked, not there."""

import errno

from django.db import DatabaseError, InterfaceError, OperationalError

_NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}
_SQLITE = {5, 6, 8, 10, 13, 14}  # busy, locked, read-only, input or output, full, cannot open
_PRIMARY = 0xFF  # the rest of SQLite's code says more of the same
_POSTGRESQL = ("08", "53", "57P0", "25006", "55P03", "40P01", "40001")


def is_unwritable(error: BaseException | None) -> bool:
    """Whether the same may work in a while, without anything being wrong with what was sent."""
    if isinstance(error, OSError):
        return error.errno in _NO_ROOM
    if not isinstance(error, DatabaseError | InterfaceError):
        return False
    cause = error.__cause__
    code = getattr(cause, "sqlite_errorcode", None)
    if code is not None:
        return code & _PRIMARY in _SQLITE
    state = getattr(cause, "sqlstate", None)
    if state is not None:
        return str(state).startswith(_POSTGRESQL)
    return isinstance(error, OperationalError) and hasattr(cause, "sqlstate")
