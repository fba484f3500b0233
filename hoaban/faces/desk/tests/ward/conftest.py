from tests.world.fixtures import province, ward

__all__ = ["province", "ward"]
