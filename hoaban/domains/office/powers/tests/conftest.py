from hoaban.core.people.tests.conftest import cast, province

__all__ = ["cast", "province"]
