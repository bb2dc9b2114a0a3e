"""How to reach who is designated: the correction, and what it was before."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core.errors import RuleViolation
from core.pages import posted
from ethics_officers import actions, permissions, queries
from ethics_officers.forms import ContactForm
from ethics_officers.models import Designation
from people.access import SignedInRequest, requires
from people.roles import Permission


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_ETHICS_OFFICERS, Permission.MANAGE_OWN_PROGRAMME)
def contact_correct(request: SignedInRequest, designation_id: int) -> HttpResponse:
    designation = get_object_or_404(
        Designation.objects.visible_to(request.user).select_related("person", "department"),
        pk=designation_id,
    )
    permissions.check_can_correct_contact(request.user, designation)
    initial = {name: getattr(designation, name) for name in ContactForm.base_fields}
    form = ContactForm(posted(request), initial=initial)
    if form.is_valid():
        try:
            actions.correct_contact(
                designation_id=designation.pk,
                by=request.user,
                now=timezone.now(),
                **form.cleaned_data,
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The contact is corrected."))
            return redirect("ethics_officers:department-detail", designation.department_id)
    return render(
        request,
        "ethics_officers/contact_correct.html",
        {
            "designation": designation,
            "form": form,
            "earlier": queries.earlier_contacts(designation),
            "sees_all_programmes": request.user.has(Permission.VIEW_PROGRAMMES),
        },
        status=422 if form.errors else 200,
    )
