"""The page for developers: every component in every state, on a light and on a dark ground."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from hoaban.ui import charts, maps

DAY = date(2020, 3, 26)
MOMENT = datetime(2020, 3, 26, 10, 0, tzinfo=UTC)
MONTHS = ("9/2019", "10/2019", "11/2019", "12/2019", "1/2020", "2/2020", "3/2020")
BOUNDS = (20, 50, 100)


class Sample(forms.Form):
    """One field of each kind; bound to wrong answers it shows every error."""

    name = forms.CharField(label=_("Họ, chữ đệm, tên"), help_text=_("Viết như trên giấy tờ"))
    phone = forms.RegexField(
        r"^0\d{9}$",
        label=_("Số điện thoại"),
        error_messages={"invalid": _("Số điện thoại có 10 chữ số, bắt đầu bằng 0.")},
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    born = forms.DateField(
        label=_("Ngày sinh"),
        error_messages={"invalid": _("Ngày sinh viết như 31/03/2020.")},
    )
    email = forms.EmailField(label=_("Thư điện tử"), required=False)
    people = forms.ChoiceField(
        label=_("Dân tộc"), choices=[("thai", "Thái"), ("hmong", "Mông"), ("kinh", "Kinh")]
    )
    note = forms.CharField(label=_("Ghi chú"), required=False, widget=forms.Textarea({"rows": 3}))
    delivery = forms.ChoiceField(
        label=_("Nhận kết quả"),
        choices=[("counter", _("Tại Một cửa")), ("post", _("Qua bưu điện"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Chọn một cách nhận kết quả.")},
    )
    copies = forms.MultipleChoiceField(
        label=_("Bản in thêm"),
        choices=[("receipt", _("Giấy tiếp nhận")), ("list", _("Danh mục giấy tờ"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    drawing = forms.FileField(
        label=_("Bản vẽ thiết kế"), help_text=_("PDF, JPG hoặc PNG, đến 20 MB"), required=False
    )
    promise = forms.BooleanField(
        label=_("Tôi cam đoan những điều khai là đúng sự thật."),
        error_messages={"required": _("Đánh dấu cam đoan trước khi gửi.")},
    )


WRONG = {"name": "Lò Bảo An", "phone": "090000045", "born": "32/13/2020", "people": "thai"}


def _charts() -> dict[str, Any]:
    received = charts.Series("Nhận", (1985, 2930, 3214, 3413, 3318, 3562, 3886), ["#rows"] * 7)
    done = charts.Series("Đã xử lý", (1204, 2018, 2455, 2646, 2702, 2946, 3136))
    late = charts.Series("Quá hạn", (473, 666, 696, 646, 648, 609, None))
    rate = charts.Series("Đúng hạn", (60.71, 67.0, 71.65, 75.59, 76.02, 79.33, 81.47))
    before = charts.Series("Trả trước hạn", (20, 31.5, None, 40, 38.2, 44, 47))
    said = charts.Said(title="Hồ sơ theo tháng", desc="Số hồ sơ nhận tăng từ 1.985 lên 3.886.")
    share = charts.Said(title="Tỷ lệ theo tháng", desc="Đúng hạn tăng từ 60,71 % lên 81,47 %.")
    agencies = [("Huyện Mường Ví Dụ", 1203, "#rows"), ("Thành phố Ví Dụ", 964, "#rows")]
    return {
        "single": charts.bars(MONTHS, [rate], unit="%", **share),
        "grouped": charts.bars(MONTHS, [received, done, late], **said),
        "stacked": charts.bars(MONTHS, [done, late], stacked=True, **said),
        "lines": charts.lines(MONTHS, [rate, before], unit="%", **share),
        "lying": charts.rows([*agencies, ("Thị xã Mường Lay", None, "")], **said),
        "table": charts.table(
            MONTHS, [received, done, late], caption="Hồ sơ theo tháng", heading="Tháng"
        ),
    }


def _maps() -> dict[str, Any]:
    def figures(layer: str) -> dict[str, float | None]:
        codes = [area.code for area in maps.outlines(layer).areas]
        return {code: place * 7 % 130 if place % 4 else None for place, code in enumerate(codes)}

    said = charts.Said(title="Hồ sơ nhận theo xã", desc="Bảng bên cạnh có cùng số liệu.")
    return {
        "districts": maps.choropleth(
            figures("districts-2020"),
            layer="districts-2020",
            classes=BOUNDS,
            links=dict.fromkeys(figures("districts-2020"), "#rows"),
            **said,
        ),
        "communes": maps.choropleth(
            figures("communes-2020"),
            layer="communes-2020",
            classes=BOUNDS,
            edges="districts-2020",
            links=dict.fromkeys(figures("communes-2020"), "#rows"),
            **said,
        ),
        "communes_2025": maps.choropleth(
            figures("communes-2025"),
            layer="communes-2025",
            classes=BOUNDS[1:],
            edges="province",
            **said,
        ),
        "legend": maps.legend(BOUNDS, "hồ sơ"),
    }


def _lists() -> dict[str, Any]:
    return {
        "steps": ["Chuẩn bị", {"label": "Cha mẹ", "url": "#step"}, "Con của bạn", "Giấy tờ", "Gửi"],
        "timeline": [
            {
                "title": "Đã nhận hồ sơ",
                "at": MOMENT,
                "state": "done",
                "by": "Lò Thị Thanh, Một cửa",
            },
            {"title": "Đang xem xét", "state": "now", "text": "Xong trước 30/03/2020"},
            {"title": "Trả kết quả"},
        ],
        "tabs": [
            {"label": "Tất cả", "url": "#all", "current": True, "count": 14},
            {"label": "Quá hạn", "url": "#late", "count": 2},
            {"label": "Đã xong", "url": "#done"},
        ],
        "answers": [
            {"label": "Ngày sinh", "value": "15/03/2020 (Chủ nhật)", "change": "#born"},
            {"label": "Nơi cư trú", "value": "Phường Ban Trắng, thành phố Ví Dụ"},
        ],
        "page": SimpleNamespace(rows=[1, 2, 3], next="next", previous="previous"),
    }


def _ground(theme: str) -> dict[str, Any]:
    return {
        "theme": theme,
        "pages": f"Trang ({theme})",
        "charts": _charts(),
        "maps": _maps(),
        "plain": Sample(prefix=theme),
        "wrong": Sample(
            {f"{theme}-wrong-{k}": v for k, v in WRONG.items()}, prefix=f"{theme}-wrong"
        ),
    }


@login_not_required
@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Everything there is, twice; in the demo alone, strangers elsewhere need it for nothing."""
    if not settings.HOABAN_DEMO:
        raise Http404
    return render(
        request,
        "ui/components.html",
        {
            "grounds": [_ground("light"), _ground("dark")],
            "due": MOMENT,
            "day": DAY,
            "tag_kinds": ["", "ok", "soon", "late", "stop", "paper"],
            "states": ["submitted", "awaiting_supplement", "done", "refused"],
            "hints": {"post": _("Cước 26.000 đồng, trả khi nhận")},
            **_lists(),
        },
    )
