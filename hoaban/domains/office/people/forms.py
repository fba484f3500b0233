"""What keepers type about people, posts, absences and partner systems."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hoaban.core.people import agencies
from hoaban.core.people.models import Agency, Post
from hoaban.core.people.roles import Role
from hoaban.engines.forms.named import NameInput
from hoaban.engines.forms.writing import writable
from hoaban.engines.forms.written import DayInput

SCOPES = [
    ("dossiers:write", pgettext_lazy("quyền", "Nộp hồ sơ")),
    ("files:write", _("Gửi tệp kèm hồ sơ")),
    ("dossiers:read", _("Theo dõi hồ sơ đã nộp")),
    ("statistics:read", _("Đọc số liệu tổng hợp")),
]


class NameForm(forms.Form):
    full_name = NameInput(
        of_person=True,
        label=_("Họ và tên"),
        max_length=120,
        error_messages={"required": _("Hãy nhập họ và tên như trên giấy tờ.")},
    )


class PostForm(forms.Form):
    """A post in an agency of the day."""

    agency = forms.ChoiceField(
        label=_("Cơ quan"), error_messages={"required": _("Hãy chọn cơ quan.")}
    )
    role = forms.ChoiceField(label=_("Vai trò"), choices=Role.choices)
    title = forms.CharField(
        label=_("Chức danh"),
        max_length=120,
        validators=[writable],
        error_messages={"required": _("Hãy nhập chức danh, ví dụ Chuyên viên.")},
    )
    unit = forms.CharField(
        label=_("Phòng, bộ phận"), max_length=120, required=False, validators=[writable]
    )
    is_head = forms.BooleanField(
        label=_("Là người đứng đầu cơ quan, hoặc phòng, bộ phận đã ghi"), required=False
    )
    valid_from = DayInput(_("Từ ngày"))
    valid_to = DayInput(_("Thôi giữ từ ngày"), required=False)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        field = self.fields["agency"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        living = agencies.at(on).values()
        field.choices = [("", "—"), *((row.code, row.shown_in_full) for row in living)]
        self.fields["valid_from"].initial = on

    def facts(self) -> dict[str, Any]:
        """What `actions.appoint` takes. Refuses NoAgencyThatDay."""
        given = {**self.cleaned_data, "role": Role(self.cleaned_data["role"])}
        agency: Agency = agencies.row(given.pop("agency"), given["valid_from"])
        given.pop("full_name", None)
        given.pop("username", None)
        return {**given, "agency": agency}


class PersonForm(PostForm, NameForm):
    """A new official with the first post."""

    username = forms.RegexField(
        r"^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*\Z",
        label=_("Tên đăng nhập"),
        max_length=80,
        help_text=_("Chữ thường không dấu, số, dấu chấm, gạch nối; ví dụ lo.thi.ban."),
        error_messages={
            "required": _("Hãy nhập tên đăng nhập."),
            "invalid": _("Chỉ dùng chữ thường không dấu, chữ số; dấu chấm, gạch nối ở giữa."),
        },
    )
    field_order = ["full_name", "username"]


class AbsenceForm(forms.Form):
    """Who acts for whom, and when."""

    needed_sometimes = frozenset({"decision", "kinds"})

    taker = forms.ChoiceField(
        label=_("Người được ủy quyền"), error_messages={"required": _("Hãy chọn một người.")}
    )
    decision = forms.CharField(
        label=_("Số, ký hiệu văn bản ủy quyền"),
        help_text=_("Bắt buộc khi ủy quyền ký của người đứng đầu hoặc cấp phó, ví dụ 12/QĐ-UBND."),
        max_length=80,
        required=False,
        validators=[writable],
    )
    by_order = forms.BooleanField(
        label=_("Giao ký thừa lệnh (TL.), không phải vì vắng mặt"),
        help_text=_(
            "Chỉ người đứng đầu cơ quan giao, cho người đứng đầu phòng, theo quy chế của cơ quan: "
            "ghi số quy chế ở trên và ký hiệu các loại văn bản ở dưới."
        ),
        required=False,
    )
    kinds = forms.CharField(
        label=_("Ký hiệu các loại văn bản được ký thừa lệnh"),
        help_text=_("Ví dụ GM, PC; không ký được loại nào khác."),
        max_length=120,
        required=False,
    )
    reason = forms.CharField(
        label=_("Lý do"),
        max_length=200,
        validators=[writable],
        error_messages={"required": _("Hãy nêu lý do, ví dụ đi công tác.")},
    )
    valid_from = DayInput(_("Từ ngày"))
    valid_to = DayInput(_("Đến hết ngày"))

    def __init__(self, *args: Any, takers: list[Post], **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        field = self.fields["taker"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [
            ("", "—"),
            *((post.public_id, f"{post.person.full_name}, {post.shown_title}") for post in takers),
        ]


class EndForm(forms.Form):
    on = DayInput(_("Ngày đầu tiên không còn giữ vị trí"))


class PartnerForm(forms.Form):
    """A partner system and what it may do."""

    name = forms.CharField(
        label=_("Tên hệ thống"),
        max_length=120,
        error_messages={"required": _("Hãy nhập tên hệ thống.")},
    )
    slug = forms.SlugField(
        label=_("Mã hệ thống"),
        max_length=50,
        help_text=_("Chữ không dấu, số, gạch nối; ví dụ buu-dien."),
        error_messages={
            "required": _("Hãy nhập mã hệ thống."),
            "invalid": _("Chỉ dùng chữ thường không dấu, chữ số; dấu chấm, gạch nối ở giữa."),
        },
    )
    agency = forms.ChoiceField(label=_("Cơ quan chịu trách nhiệm"), required=False)
    scopes = forms.MultipleChoiceField(
        label=_("Được làm gì"),
        choices=SCOPES,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Hãy chọn ít nhất một việc.")},
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        field = self.fields["agency"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        living = agencies.at(on).values()
        field.choices = [("", "—"), *((row.code, row.shown_in_full) for row in living)]


class DayForm(forms.Form):
    """The day of a page."""

    on = DayInput(_("Ngày"), required=False)
