from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_PHONE = 30


def phone_field(**kwargs: object) -> forms.CharField:
    """Return a field that takes a number as people write it; commands read it."""
    options: dict[str, object] = {
        "label": _("Số điện thoại"),
        "required": False,
        "max_length": LONGEST_PHONE,
        "help_text": _("Nhiều người trong nhà dùng chung cũng được."),
        "widget": forms.TextInput(attrs={"type": "tel"}),
    }
    return forms.CharField(**options | kwargs)  # type: ignore[arg-type] # a table of options


def email_field() -> forms.EmailField:
    return forms.EmailField(
        label=_("Thư điện tử"),
        required=False,
        max_length=254,
        help_text=_("Để nhận thông báo, và lấy lại mật khẩu khi quên."),
    )


class OwnContact(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    phone = phone_field()
    email = email_field()


class AskForCode(forms.Form):
    name = forms.CharField(
        label=_("Số điện thoại hoặc thư điện tử của đồng chí"), max_length=254
    )
