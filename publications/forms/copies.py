"""Input about printed copies: the stock, orders, allotments and photographs."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.files import FileKind, accepted_suffixes
from core.forms import Form, say_how_to_mend
from core.versions import OpenedForm
from core.widgets import DayInput
from people.models import Department
from publications.actions.copies import CopyWish
from publications.actions.stock import StockTerms
from publications.models import DEFAULT_LIMIT, CopyOrder, Edition, Language, Stock

_MOST = 1_000_000


class _Editions(forms.ModelChoiceField):
    def label_from_instance(self, edition: Any) -> str:
        return str(
            _("%(title)s, edition %(number)d")
            % {"title": edition.publication.title, "number": edition.number}
        )


def _limit_field() -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Limit of a department"),
        min_value=1,
        max_value=_MOST,
        initial=DEFAULT_LIMIT,
        help_text=_("How many copies of this a department may have in all."),
    )


def _low_field() -> forms.IntegerField:
    return forms.IntegerField(
        label=_("Warn below"),
        min_value=0,
        max_value=_MOST,
        initial=0,
        help_text=_("Staff get a message when fewer copies than this are free. 0 is never."),
    )


def _offered_field() -> forms.BooleanField:
    return forms.BooleanField(label=_("Departments can order it"), required=False, initial=True)


class StockForm(Form):
    """Printed copies that are to be kept from now on."""

    edition = _Editions(label=_("Edition"), queryset=Edition.objects.none())
    language = forms.ChoiceField(label=_("Language"), choices=Language)
    copies = forms.IntegerField(label=_("Copies on hand"), min_value=0, max_value=_MOST, initial=0)
    limit_per_department = _limit_field()
    low_limit = _low_field()
    is_offered = _offered_field()

    def __init__(self, *args: Any, editions: QuerySet[Edition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["edition"].queryset = editions

    def terms(self) -> StockTerms:
        return _terms(self.cleaned_data)


class StockTermsForm(Form, OpenedForm):
    """On what terms an item is kept and ordered."""

    limit_per_department = _limit_field()
    low_limit = _low_field()
    is_offered = _offered_field()

    def terms(self) -> StockTerms:
        return _terms(self.cleaned_data)


def _terms(values: dict[str, Any]) -> StockTerms:
    return StockTerms(
        limit_per_department=values["limit_per_department"],
        low_limit=values["low_limit"],
        is_offered=values["is_offered"],
    )


def values_of_stock(stock: Stock) -> dict[str, Any]:
    """Give the values with which the form for changing the terms begins."""
    names = ("version", "limit_per_department", "low_limit", "is_offered")
    return {name: getattr(stock, name) for name in names}


class _MovementForm(Form):
    """A change of a stock, with the newest movement that was there when the form was opened."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ReceiveCopiesForm(_MovementForm):
    """Copies that came from the printer."""

    copies = forms.IntegerField(label=_("Copies received"), min_value=1, max_value=_MOST)
    note = forms.CharField(
        label=_("Note"),
        max_length=300,
        required=False,
        help_text=_("Such as the number of the delivery note."),
    )


class CorrectStockForm(_MovementForm):
    """What a count has shown."""

    change = forms.IntegerField(
        label=_("Copies more or fewer"),
        min_value=-_MOST,
        max_value=_MOST,
        help_text=_("Write -12 for twelve copies that are gone, 5 for five that were found."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=300)

    def clean_change(self) -> int:
        change: int = self.cleaned_data["change"]
        if not change:
            raise forms.ValidationError(_("Write how many copies there are more or fewer."))
        return change


class AllotCopiesForm(Form):
    """How many copies each of the waiting orders is given; begins with the proposal.

    Orders that came after the form was opened are not in what was sent, and keep waiting.
    """

    def __init__(
        self, *args: Any, proposed: Sequence[tuple[CopyOrder, int]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        seen = [each for each in proposed if not self.is_bound or _name_of(each[0]) in self.data]
        for order, share in seen:
            field = forms.IntegerField(
                label=order.department.name,
                initial=share,
                min_value=0,
                max_value=order.copies,
                help_text=_("Ordered %(copies)d on %(day)s.")
                % {
                    "copies": order.copies,
                    "day": date_format(localtime(order.ordered_at), "DATE_FORMAT"),
                },
            )
            say_how_to_mend(field)
            self.fields[_name_of(order)] = field
        self.orders = [order for order, _share in seen]
        # The layout was made before there were fields.
        self.helper.layout = None

    def shares(self) -> dict[int, int]:
        """Give the copies that a valid form gives, by order."""
        return {order.pk: self.cleaned_data[_name_of(order)] for order in self.orders}


def _name_of(order: CopyOrder) -> str:
    return f"copies_{order.pk}"


class CopyOrderForm(Form):
    """How many copies a department would like, and where they are to go."""

    department = forms.ModelChoiceField(
        label=_("Department"), queryset=Department.objects.none(), empty_label=None
    )
    copies = forms.IntegerField(label=_("Copies"), min_value=1, max_value=_MOST)
    contact = forms.CharField(
        label=_("Who takes them in"), max_length=120, help_text=_("Name and post.")
    )
    telephone = forms.CharField(label=_("Telephone"), max_length=30, required=False)
    address = forms.CharField(
        label=_("Delivery address"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Office, room and floor, building and street."),
    )
    note = forms.CharField(
        label=_("Note to the staff"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, departments: QuerySet[Department], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["department"].queryset = departments

    def wish(self) -> CopyWish:
        """Give the order that a valid form asks for."""
        return CopyWish(**self.cleaned_data)


def values_of_last_order(order: CopyOrder | None) -> dict[str, Any]:
    """Give whom and where the department had its last copies sent to."""
    if order is None:
        return {}
    names = ("department_id", "contact", "telephone", "address")
    return {name.removesuffix("_id"): getattr(order, name) for name in names}


class DeclineOrderForm(Form):
    """Why no copies can be given."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The department reads it in a message."),
    )


class PostedPhotoForm(Form):
    """Where copies hang: a photograph, and the place in words."""

    photograph = forms.FileField(
        label=_("Photograph"),
        widget=forms.FileInput(attrs={"accept": accepted_suffixes([FileKind.IMAGE])}),
        help_text=_(
            "JPEG, PNG or WebP. Nobody's face, please. What the camera noted of place and "
            "owner is left out."
        ),
    )
    place = forms.CharField(
        label=_("Where it hangs or lies"),
        max_length=200,
        help_text=_("Such as: notice board, 3/F, Customs Headquarters Building."),
    )
    posted_on = forms.DateField(label=pgettext_lazy("of a photograph", "Since"), widget=DayInput)
