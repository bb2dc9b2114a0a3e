"""The general holidays: which years are loaded, and a year's days to check and save."""

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from core.days import day_of
from core.errors import RuleViolation
from core.models import GeneralHoliday
from core.pages import posted
from people.access import SignedInRequest, requires
from people.roles import Permission
from training import actions, permissions, spreadsheets
from training.forms import HolidayForms, ImportForm
from training.holidays import read_holidays

FIRST_YEAR, LAST_YEAR = 1990, 2099
YEARS_AHEAD = 2


@require_GET
@requires(Permission.VIEW_SCHEDULE)
def holiday_list(request: SignedInRequest) -> HttpResponse:
    """The days of each year, the latest year first, and the years to come that lack them."""
    this_year = day_of(timezone.now()).year
    days = GeneralHoliday.objects.visible_to(request.user).order_by("date")
    years = {year: list(each) for year, each in groupby(days, key=lambda day: day.date.year)}
    missing = [year for year in range(this_year, this_year + YEARS_AHEAD + 1) if year not in years]
    return render(
        request,
        "training/holiday_list.html",
        {
            "years": sorted(years.items(), reverse=True),
            "missing": missing,
            "can_set": permissions.can_set_holidays(request.user),
        },
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_ALL_SESSIONS)
def holiday_year(request: SignedInRequest, year: int) -> HttpResponse:
    """One button reads a spreadsheet into the lines, the other saves the lines."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    days: Any = GeneralHoliday.objects.filter(date__year=year)
    proposed = list(days.values("date", "name_en", "name_zh_hant"))
    reads = "read" in request.POST
    upload = ImportForm(*((request.POST, request.FILES) if reads else ()))
    if upload.is_valid():
        try:
            content = upload.cleaned_data["file"].read(spreadsheets.LARGEST_FILE + 1)
            proposed = read_holidays(spreadsheets.read_rows(content))
        except RuleViolation as refusal:
            upload.add_error("file", str(refusal))
    forms: Any = HolidayForms(
        None if reads else posted(request),
        prefix="days",
        initial=proposed,
        form_kwargs={"year": year},
    )
    refusal_of_all = ""
    if forms.is_bound and forms.is_valid():
        try:
            saved = actions.set_general_holidays(
                year=year, holidays=forms.holidays(), by=request.user, now=timezone.now()
            )
        except RuleViolation as refusal:
            refusal_of_all = str(refusal)
        else:
            messages.success(
                request,
                ngettext(
                    "%(count)d general holiday of %(year)s is loaded.",
                    "%(count)d general holidays of %(year)s are loaded.",
                    len(saved),
                )
                % {"count": len(saved), "year": year},
            )
            return redirect("training:holiday-list")
    faulty = [form for form in forms if form.errors] if forms.is_bound else []
    sentences = [str(each) for each in forms.non_form_errors()] if forms.is_bound else []
    return render(
        request,
        "training/holiday_year.html",
        {
            "year": year,
            "upload": upload,
            "forms": forms,
            "faulty": faulty,
            "refusal": refusal_of_all or " ".join(sentences),
            "was_read": reads and not upload.errors,
        },
        status=422 if upload.errors or faulty or sentences or refusal_of_all else 200,
    )
