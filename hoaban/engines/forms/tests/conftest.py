from datetime import date

import pytest

from hoaban.core.people import areas
from hoaban.core.people.models import Area


@pytest.fixture
def commune(db: None) -> None:
    born = date(2018, 1, 1)
    for code, name, level, parent in (
        ("11", "Tỉnh Điện Biên", "province", ""),
        ("094", "Thành phố Điện Biên Phủ", "district", "11"),
        ("03127", "Phường Him Lam", "commune", "094"),
    ):
        Area.objects.create(
            code=code, name=name, short_name=name, kind="phuong", level=level, parent_code=parent,
            search_text=name.lower(), valid_from=born,
        )  # fmt: skip
    areas.forget()
