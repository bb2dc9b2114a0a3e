"""Files of long lists: how far they are, and the files themselves."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from core import audit, files
from core.days import day_of
from core.pages import page_or_part
from people.access import SignedInRequest, signed_in
from reporting import permissions
from reporting.actions import exports
from reporting.models import ListExport
from reporting.replaying import opens


@require_safe
@signed_in
def export_detail(request: SignedInRequest, export_id: int) -> HttpResponse:
    """Show how far the file is; htmx asks again and again for that part alone."""
    export = get_object_or_404(
        ListExport.objects.visible_to(request.user).select_related("stored", "report"),
        pk=export_id,
    )
    template = page_or_part(request, "reporting/export_detail.html", "progress")
    kept_until = export.made_at + exports.KEPT_FOR if export.made_at else None
    return render(request, template, {"export": export, "kept_until": kept_until})


@require_safe
@signed_in
def export_file(request: SignedInRequest, export_id: int) -> HttpResponseBase:
    """Give the file, if whoever it was made for may still open the list, and all of it."""
    now = timezone.now()
    export = get_object_or_404(
        ListExport.objects.visible_to(request.user).select_related("stored"),
        pk=export_id,
        stored__isnull=False,
    )
    may_fetch = permissions.can_fetch(request.user, export, day_of(now))
    if not may_fetch or not opens(export.address, by=request.user):
        return render(request, "reporting/saved_shut.html", status=403)
    audit.looked(request.user, "reporting.export_fetched", export, at=now)
    assert export.stored is not None  # noqa: S101 (asked for above)
    return files.serve(export.stored, request=request)


@require_POST
@signed_in
def export_cancel(request: SignedInRequest, export_id: int) -> HttpResponse:
    export = get_object_or_404(ListExport.objects.visible_to(request.user), pk=export_id)
    exports.cancel_export(export_id=export.pk, by=request.user, now=timezone.now())
    return redirect("reporting:export-detail", export.pk)
