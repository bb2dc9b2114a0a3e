"""Reminding by hand those who have not read: whom, how many, and with which words."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core import audit
from core.days import day_of
from core.errors import RuleViolation
from core.pages import posted
from people.access import SignedInRequest, requires
from people.models import Department
from people.models.departments import DepartmentQuerySet
from people.roles import Permission
from publications.actions.chasers import chase
from publications.forms.chasers import ChaserForm, GroupForm
from publications.queries.chasers import preview_of, to_chase, was_told
from publications.rules.chasers import can_be_chased
from publications.views.reach import circulation_and_round

PEOPLE_ON_A_PAGE = 50


@never_cache
@require_http_methods(["GET", "POST"])
@requires(Permission.CIRCULATE, Permission.CHASE_READERS)
def circulation_chase(request: SignedInRequest, circulation_id: int) -> HttpResponse:
    """Whom a reminder would go to, and sending it; the group is in the address."""
    circulation, round_ = circulation_and_round(request, circulation_id)
    now = timezone.now()
    today = day_of(now)
    chosen = GroupForm(request.GET, departments=_departments(request), round_number=round_.number)
    group = chosen.group()
    if group is None:
        raise Http404
    form = ChaserForm(posted(request))
    if form.is_valid():
        try:
            chaser = chase(
                round_id=round_.pk, group=group, by=request.user, now=now, **form.words()
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            said = ngettext(
                "%(count)d person is being reminded.",
                "%(count)d people are being reminded.",
                chaser.told,
            )
            messages.success(request, said % {"count": chaser.told})
            return redirect("publications:circulation-reach", circulation.pk)
    recipients = to_chase(round_, request.user, group, today=today)
    to_tell = recipients.filter(~was_told(today), person__user__isnull=False)
    page = Paginator(
        to_tell.select_related("person", "department").order_by("person__name_en", "pk"),
        PEOPLE_ON_A_PAGE,
    ).get_page(request.GET.get("page"))
    audit.looked(
        request.user, "publications.recipients_viewed", circulation, at=now, page=page.number
    )
    context = {
        "circulation": circulation,
        "round": round_,
        "filter_form": chosen,
        "form": form,
        "preview": preview_of(recipients, today=today),
        "can_be_chased": can_be_chased(round_),
        "page": page,
    }
    status = 422 if form.errors else 200
    return render(request, "publications/circulation_chase.html", context, status=status)


def _departments(request: SignedInRequest) -> DepartmentQuerySet:
    """Those whose people the user may remind."""
    if request.user.has(Permission.CIRCULATE):
        return Department.objects.order_by("name_en")
    own = request.user.departments_with(Permission.CHASE_READERS)
    return Department.objects.filter(pk__in=own).order_by("name_en")
