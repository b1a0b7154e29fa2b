from django import forms
from django.utils.translation import gettext_lazy as _


class Agreement(forms.Form):
    has_agreed = forms.BooleanField(
        label=_("Đồng chí ấy đang có mặt và đồng ý cho tôi giúp"), required=False
    )
