"""A filing through the API that fits, as other systems send it."""

import copy
from typing import Any

Json = dict[str, Any]  # Any: JSON
PERSON = {"full_name": "Lường Thị Ban", "birth_date": "1990-02-01", "id_number": "011190000123"}
FILING: Json = {
    "procedure": "2.000635",
    "agency": "ubnd-03127",
    "owner": {
        "full_name": "Lường Thị Ban",
        "identity_number": "011190000123",
        "phone": "0912 345 678",
        "area_code": "03127",
        "address": "Tổ dân phố 4",
    },
    "answers": {
        "requester": {
            "person": PERSON | {"phone": "0912345678"},
            "residence": {"commune": "03127", "detail": "Tổ dân phố 4"},
        },
        "request": {"event": "birth", "copies": 2},
        "subject": {
            "relation": "self",
            "person": {
                "full_name": "Lường Thị Ban",
                "birth_date": "1990-02-01",
                "sex": "female",
            },
        },
        "register": {"office": "UBND phường Him Lam"},
        "relief": {"ground": "none"},
        "confirm": {"truth": True},
    },
}


def filing(**changes: object) -> Json:
    return copy.deepcopy(FILING) | changes
