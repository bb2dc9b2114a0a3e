"""Files shared with the network: found, handed out, shared, withdrawn."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core import audit
from core.errors import RuleViolation
from core.exports import as_file, format_asked
from core.files import accepted_suffixes, serve
from core.models import StoredFile
from core.pages import page_or_part, posted
from ethics_officers import actions, permissions
from ethics_officers.actions import SHARED_KINDS
from ethics_officers.exports import shared_file_columns
from ethics_officers.filters import SharedFileFilter
from ethics_officers.forms import SharedFileForm
from ethics_officers.models import SharedFile
from ethics_officers.views.network_tabs import in_network
from people.access import SignedInRequest, requires
from people.models import with_user
from people.roles import Permission

FILES_ON_A_PAGE = 20


@require_GET
@requires(Permission.USE_NETWORK, Permission.VIEW_PROGRAMMES)
def shared_file_list(request: SignedInRequest) -> HttpResponseBase:
    standing = SharedFile.objects.visible_to(request.user).standing()
    files = with_user(standing, "shared_by").select_related("shared_by__person", "topic", "stored")
    found = SharedFileFilter(request.GET, files)
    if (file_format := format_asked(request)) and found.is_valid():
        now = timezone.now()
        audit.record(
            request.user, "ethics_officers.shared_files_exported", at=now,
            format=file_format, filter=found.summary(), found=found.qs.count(),
        )  # fmt: skip
        return as_file(
            file_format, name="files", columns=shared_file_columns(), rows=found.qs, now=now
        )
    page = Paginator(found.qs, FILES_ON_A_PAGE).get_page(request.GET.get("page"))
    for each in page:
        each.can_withdraw = permissions.can_tend_what_is_of(request.user, each.shared_by)
    return render(
        request,
        page_or_part(request, "ethics_officers/shared_file_list.html"),
        {**in_network(request, "files"), "filter": found, "page": page},
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.USE_NETWORK)
def shared_file_create(request: SignedInRequest) -> HttpResponse:
    """Share a file; one that was taken is kept though the rest of the form be refused."""
    kept, refusal = _file_of(request)
    form = SharedFileForm(posted(request), user=request.user, kept=kept, refusal=refusal)
    if form.is_valid() and kept is not None:
        values = form.cleaned_data
        actions.share_file(
            stored_id=kept.pk,
            title=values["title"],
            description=values["description"],
            topic=values["topic"],
            by=request.user,
            now=timezone.now(),
        )
        messages.success(request, _("The file is shared with the network."))
        return redirect("ethics_officers:shared-file-list")
    return render(
        request,
        "ethics_officers/shared_file_create.html",
        {
            **in_network(request, "files"),
            "form": form,
            "kept": kept,
            "accept": accepted_suffixes(SHARED_KINDS),
        },
        status=422 if form.errors else 200,
    )


def _file_of(request: SignedInRequest) -> tuple[StoredFile | None, str]:
    """Keep the file that came with the form, or find the one it names; say why it is not taken."""
    named = request.POST.get("stored", "")
    own = StoredFile.objects.visible_to(request.user)
    kept = own.filter(pk=named).first() if named.isdecimal() and len(named) < 19 else None
    upload = request.FILES.get("upload")
    if upload is None:
        return kept, ""
    try:
        stored = actions.keep_file_to_share(upload=upload, by=request.user, now=timezone.now())
    except RuleViolation as refusal:
        sentence = _("%(file)s: %(reason)s") % {"file": upload.name, "reason": refusal}
        return kept, sentence
    return stored, ""


@require_GET
@requires(Permission.USE_NETWORK, Permission.VIEW_PROGRAMMES)
def shared_file(request: SignedInRequest, shared_file_id: int) -> HttpResponseBase:
    """The only way to a shared file."""
    shared = get_object_or_404(
        SharedFile.objects.visible_to(request.user).standing().select_related("stored"),
        pk=shared_file_id,
    )
    return serve(shared.stored, inline="download" not in request.GET, request=request)


@require_http_methods(["GET", "POST"])
@requires(Permission.USE_NETWORK)
def shared_file_withdraw(request: SignedInRequest, shared_file_id: int) -> HttpResponse:
    shared = get_object_or_404(SharedFile.objects.visible_to(request.user), pk=shared_file_id)
    permissions.check_can_tend_what_is_of(request.user, shared.shared_by)
    if request.method == "POST":
        actions.withdraw_shared_file(shared_file_id=shared.pk, by=request.user, now=timezone.now())
        messages.success(request, _("The file is withdrawn from the network."))
        return redirect("ethics_officers:shared-file-list")
    if shared.withdrawn_at is not None:
        return redirect("ethics_officers:shared-file-list")
    return render(
        request,
        "ethics_officers/shared_file_withdraw.html",
        {**in_network(request, "files"), "shared_file": shared},
    )
