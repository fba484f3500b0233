"""A form that is judged without being drawn."""

from django import forms


class JudgedForm(forms.Form):
    """A form that is judged more often than drawn: no bound field is made for an input it judges.

    For fields that are neither disabled nor files.
    """

    def _typed(self, name: str) -> object:
        return self.fields[name].widget.value_from_datadict(
            self.data, self.files, self.add_prefix(name)
        )

    def is_as_shown(self) -> bool:
        """Whether what was sent is what the page showed of the answers so far."""
        return all(
            _typed_as(self._typed(name)) == _typed_as(field.prepare_value(self.initial.get(name)))
            for name, field in self.fields.items()
        )

    def _clean_fields(self) -> None:
        """Django's own loop over the fields themselves, with its `clean_<name>` after each."""
        for name, field in self.fields.items():
            try:
                self.cleaned_data[name] = field.clean(self._typed(name))
                if own := getattr(self, f"clean_{name}", None):
                    self.cleaned_data[name] = own()
            except forms.ValidationError as error:
                self.add_error(name, error)


def _typed_as(value: object) -> str:
    """A value as a browser sends it."""
    return "" if value in (None, False) else str(value).replace("\r\n", "\n")
