from tests.world.catalogues import edit, folder, loaded, province

__all__ = ["edit", "folder", "loaded", "province"]
