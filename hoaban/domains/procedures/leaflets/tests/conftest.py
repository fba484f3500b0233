from hoaban.domains.procedures.loading.tests.catalogues import edit, folder, loaded, province

__all__ = ["edit", "folder", "loaded", "province"]
