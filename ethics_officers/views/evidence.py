"""Files handed in as evidence: kept while an entry is typed, added, shown, removed."""

import datetime as dt
from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core import audit
from core.errors import RuleViolation
from core.files import accepted_suffixes, serve
from core.models import StoredFile
from core.pages import told
from ethics_officers import actions, permissions
from ethics_officers.actions import EVIDENCE_KINDS, Attachment
from ethics_officers.models import Activity, Evidence
from people.access import SignedInRequest, requires
from people.models import Department
from people.roles import Permission

MOST_AT_ONCE = 20
_LONGEST_CAPTION = 200


@dataclass
class FilesOfForm:
    """The files on a form: those kept already, and why others were not taken."""

    attachments: list[Attachment] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    accept: str = accepted_suffixes(EVIDENCE_KINDS)


def files_of(request: SignedInRequest, department: Department, now: dt.datetime) -> FilesOfForm:
    """Keep the files that came with a form, beside those that came before and it still names.

    A file is kept even if the rest of the form is refused, so that none is chosen twice.
    """
    found = FilesOfForm()
    named = [key for key in request.POST.getlist("file") if key.isdecimal()][:MOST_AT_ONCE]
    dropped = request.POST.get("drop", "")
    kept = StoredFile.objects.visible_to(request.user).filter(pk__in=named)
    stored = [each for each in kept if str(each.pk) != dropped]
    for upload in request.FILES.getlist("uploads"):
        if len(stored) >= MOST_AT_ONCE:
            sentence = _("Up to %(number)s files go with one activity. Add the others later.")
            found.refusals.append(sentence % {"number": MOST_AT_ONCE})
            break
        try:
            stored.append(
                actions.keep_evidence_file(
                    department=department, upload=upload, by=request.user, now=now
                )
            )
        except RuleViolation as refusal:
            found.refusals.append(
                _("%(file)s: %(reason)s") % {"file": upload.name, "reason": refusal}
            )
    found.attachments = [Attachment(each, _caption(request, each)) for each in stored]
    return found


def _caption(request: SignedInRequest, stored: StoredFile) -> str:
    """What was said of this file, or of all that came together."""
    said = request.POST.get(f"caption_{stored.pk}", request.POST.get("caption", ""))
    return " ".join(said.split())[:_LONGEST_CAPTION]


@require_POST
@requires(Permission.MANAGE_OWN_PROGRAMME)
def evidence_add(request: SignedInRequest, activity_id: int) -> HttpResponse:
    """Add the files chosen; those that are not taken are named, and the others stay."""
    activity = get_object_or_404(
        Activity.objects.in_log_of(request.user).select_related("department"), pk=activity_id
    )
    permissions.check_can_manage_programme_of(request.user, activity.department)
    now = timezone.now()
    files = files_of(request, activity.department, now)
    try:
        actions.add_evidence(
            activity_id=activity.pk, attachments=files.attachments, by=request.user, now=now
        )
    except RuleViolation as refusal:
        files.refusals.append(str(refusal))
    for refusal_text in files.refusals:
        messages.error(request, refusal_text)
    if not files.attachments and not files.refusals:
        messages.error(request, _("Choose a file first."))
    return redirect("ethics_officers:activity-detail", activity.pk)


@require_POST
@requires(Permission.MANAGE_OWN_PROGRAMME)
def evidence_remove(request: SignedInRequest, evidence_id: int) -> HttpResponse:
    evidence = get_object_or_404(
        Evidence.objects.filter(activity__in=Activity.objects.in_log_of(request.user)),
        pk=evidence_id,
    )
    with told(request, _("The file is taken off the activity.")):
        actions.remove_evidence(evidence_id=evidence.pk, by=request.user, now=timezone.now())
    return redirect("ethics_officers:activity-detail", evidence.activity_id)


@require_GET
@requires(Permission.VIEW_OWN_PROGRAMME, Permission.VIEW_PROGRAMMES, Permission.USE_NETWORK)
def evidence_file(request: SignedInRequest, evidence_id: int) -> HttpResponseBase:
    """The only way to a file of evidence."""
    evidence = get_object_or_404(
        Evidence.objects.visible_to(request.user).standing().select_related("stored"),
        pk=evidence_id,
    )
    if not evidence.is_picture:
        # A document may list people, such as who attended.
        audit.record(request.user, "ethics_officers.evidence_opened", evidence, at=timezone.now())
    return serve(evidence.stored, inline="download" not in request.GET, request=request)
