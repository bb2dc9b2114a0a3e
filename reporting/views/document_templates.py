"""Templates of documents: what they say, version by version, and writing the next."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from core.errors import RuleViolation
from core.pages import posted
from core.versions import Stale, as_meant, differences
from people.access import SignedInRequest, requires
from people.models import with_user
from people.roles import Permission
from reporting import permissions
from reporting.actions import templates as actions
from reporting.forms.documents import TemplateForm
from reporting.models import FIELDS, DocumentText, Template, TemplateVersion
from reporting.queries import documents as reads
from reporting.views.tabs import report_tabs


@require_safe
@requires(Permission.VIEW_REPORTS)
def template_detail(request: SignedInRequest, template_id: int) -> HttpResponse:
    """A template as it is by now, or `?version=` as it was."""
    template = get_object_or_404(_templates(request), pk=template_id)
    versions = list(
        with_user(template.versions.all(), "written_by").select_related("written_by__person")
    )
    asked = request.GET.get("version", "")
    wanted = int(asked) if asked.isdecimal() else template.version
    version = get_object_or_404(TemplateVersion, template=template, number=wanted)
    return render(
        request,
        "reporting/template_detail.html",
        {
            "tabs": report_tabs(request.user, "documents"),
            "template": template,
            "version": version,
            "versions": versions,
            "rows": [
                (
                    field,
                    [(each, version.prose(field.key, each)) for each in DocumentText.Language],
                )
                for field in FIELDS[template.kind]
            ],
            "can_manage": permissions.can_manage_reports(request.user),
        },
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_REPORTS)
def template_edit(request: SignedInRequest, template_id: int) -> HttpResponse:
    template = get_object_or_404(_templates(request), pk=template_id)
    data = posted(request)
    form = _form(template, as_meant(data) if data is not None else None)
    stale = None
    if form.is_valid():
        try:
            actions.save_template(
                template_id=template.pk,
                content=form.content(),
                note=form.cleaned_data["note"],
                opened=form.opened_version,
                by=request.user,
                now=timezone.now(),
            )
        except Stale as refusal:
            stale, template = refusal, _templates(request).get(pk=template_id)
            form = _form(template, data)
            form.is_valid()
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved. Documents made from now on begin with it."))
            return redirect("reporting:template-detail", template.pk)
    return render(
        request,
        "reporting/template_edit.html",
        {
            "template": template,
            "form": form,
            "marks": reads.marks_offered(reads.known_in_templates()),
            "stale": stale,
            "differences": [each for each in differences(form) if each.saved] if stale else [],
        },
        status=422 if form.errors or stale else 200,
    )


def _form(template: Template, data: object) -> TemplateForm:
    latest = template.versions.get(number=template.version)
    return TemplateForm(data, kind=template.kind, version=latest)


def _templates(request: SignedInRequest) -> QuerySet[Template]:
    templates = with_user(Template.objects.visible_to(request.user), "changed_by")
    return templates.select_related("changed_by__person")
