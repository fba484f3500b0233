"""Pages for citizens: find a procedure, and read what it asks for, takes and costs."""

from hoaban.domains.procedures.portal.pages import detail, find

__all__ = ["detail", "find"]
