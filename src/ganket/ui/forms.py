"""The form of the gallery: one field of each kind a page may show."""

from django import forms
from django.utils.translation import gettext_lazy as _


class Specimen(forms.Form):
    name = forms.CharField(label=_("Họ và tên"), max_length=100)
    phone = forms.CharField(
        label=_("Số điện thoại"),
        required=False,
        help_text=_("Mười chữ số. Nhiều người trong nhà dùng chung cũng được."),
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    born = forms.DateField(label=_("Ngày sinh"), input_formats=["%d/%m/%Y", "%d%m%Y"])
    members = forms.IntegerField(label=_("Số người dự"), min_value=0)
    cell = forms.ChoiceField(
        label=_("Chi bộ nơi cư trú"),
        choices=[("", _("Chọn chi bộ")), ("K1", _("Khóm 1")), ("K2", _("Khóm 2"))],
    )
    kind = forms.ChoiceField(
        label=_("Nơi ở"),
        widget=forms.RadioSelect,
        choices=[("P", _("Thường trú")), ("T", _("Tạm trú từ một năm trở lên"))],
    )
    trades = forms.MultipleChoiceField(
        label=_("Việc đồng chí giúp được"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("E", _("Sửa điện, nước")),
            ("T", _("Dạy kèm học sinh")),
            ("M", _("Khám bệnh, tư vấn sức khỏe")),
        ],
    )
    text = forms.CharField(
        label=_("Ý kiến"),
        widget=forms.Textarea,
        max_length=2000,
        help_text=_("Chuyện gì, ở đâu, từ khi nào. Không cần viết dài."),
    )
    paper = forms.FileField(label=_("Ảnh chụp giấy giới thiệu"), required=False)
    password = forms.CharField(label=_("Mật khẩu"), widget=forms.PasswordInput)
    agreed = forms.BooleanField(
        label=_("Tôi đã đọc lại nội dung trên"),
        help_text=_("Phiếu gửi đi rồi thì chỉ bổ sung, không sửa lời cũ."),
    )
