"""Of what the questions about a person and about an address consist."""

from collections.abc import Mapping

from hoaban.engines.forms.rules import Json

# Kinds that are several inputs on the page and one value in the answers.
PERSON_PARTS: Mapping[str, Json] = {
    "full_name": {
        "kind": "text",
        "is_name": True,
        "max": 120,
        "vi": "Họ, chữ đệm, tên",
        "en": "Full name",
    },
    "birth_date": {
        "kind": "date",
        "partly": True,
        "vi": "Ngày sinh",
        "en": "Date of birth",
        "hint": {
            "vi": "Không rõ ngày thì ghi tháng/năm hoặc chỉ ghi năm.",
            "en": "Where the day is not known: month/year, or the year alone.",
        },
    },
    "sex": {
        "kind": "choice",
        "vi": "Giới tính",
        "en": "Sex",
        "choices": [
            {"value": "male", "vi": "Nam", "en": "Male"},
            {"value": "female", "vi": "Nữ", "en": "Female"},
        ],
    },
    "ethnicity": {
        "kind": "text",
        "max": 40,
        "list": "ethnic-groups",
        "vi": "Dân tộc",
        "en": "Ethnicity",
    },
    "nationality": {
        "kind": "text",
        "max": 60,
        "list": "nationalities",
        "vi": "Quốc tịch",
        "en": "Nationality",
    },
    "id_number": {
        "kind": "id_number",
        "vi": "Số căn cước, chứng minh nhân dân hoặc hộ chiếu",
        "en": "Number of the identity card or passport",
        "hint": {
            "vi": "Chưa có giấy tờ nào thì ghi: không có.",
            "en": "Without any such paper write: none.",
        },
    },
    "id_issued_on": {
        "kind": "date",
        "vi": "Ngày cấp",
        "en": "Issued on",
        # As checks of the content; a `part` is another part of the same person.
        "checks": [
            {
                "rule": "not_future",
                "words": {
                    "vi": "Ngày cấp không được sau hôm nay.",
                    "en": "The day of issue cannot be later than today.",
                },
            },
            {
                "rule": "not_before",
                "part": "birth_date",
                "words": {
                    "vi": "Ngày cấp không được trước ngày sinh.",
                    "en": "The day of issue cannot be before the date of birth.",
                },
            },
        ],
    },
    "id_issued_by": {"kind": "text", "max": 120, "vi": "Nơi cấp", "en": "Issued by"},
    "phone": {"kind": "phone", "vi": "Số điện thoại", "en": "Telephone"},
    "email": {"kind": "email", "vi": "Thư điện tử", "en": "E-mail"},
}
ADDRESS_PARTS: Mapping[str, Json] = {
    "commune": {
        "kind": "commune",
        "vi": "Đơn vị cấp xã",
        "en": "Commune",
        "hint": {
            "vi": "Ở tỉnh khác hoặc nước khác: gõ hoặc chọn “Ngoài tỉnh”.",
            "en": "In another province or country: type or choose “Outside”.",
        },
    },
    "detail": {
        "kind": "text",
        "max": 200,
        "vi": "Số nhà, đường, bản, tổ dân phố",
        "en": "House, street, hamlet",
    },
}
PARTS = {"person": PERSON_PARTS, "address": ADDRESS_PARTS}
