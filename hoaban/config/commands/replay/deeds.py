"""What one deed of the replay is, and the reasons that officials give."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

APPLICANT = "applicant"  # instead of a role: whoever filed it online


@dataclass(frozen=True, slots=True)
class Deed:
    """One action on one dossier: its verb is the action's name."""

    at: datetime
    number: int
    place: int  # among the deeds of its dossier
    verb: str
    role: str
    facts: Mapping[str, Any] = field(default_factory=dict)  # Any: keyword arguments of the action

    @property
    def order(self) -> tuple[datetime, int, int]:
        return self.at, self.number, self.place


Step = tuple[str, str, Mapping[str, Any]]  # verb, role, facts; Any: keyword arguments
MISSING = [{"component": "", "name": "Giấy tờ còn thiếu", "what": "Nộp thêm một bản chụp rõ nét"}]
BROUGHT = {"counts": {"supplement": {"copies": 1}}}  # what answers it
WHY_SUPPLEMENT = "Giấy tờ kèm theo chưa đủ để giải quyết"
WHY_EXTENDED = "Phải xác minh thêm tại nơi cư trú nên chưa kịp giải quyết"
WHY_NEGATIVE = "Nội dung yêu cầu chưa đủ điều kiện theo quy định"
WHY_REFUSED = "Yêu cầu không thuộc thẩm quyền giải quyết của cơ quan"
WHY_STOPPED = "Người nộp có hai hồ sơ cùng nội dung, chỉ giải quyết một"
WHY_WITHDRAWN = "Công dân không còn nhu cầu"
WHY_BACK = "Xem lại nội dung dự thảo"
