"""What is played: captions and posters, and how much of it somebody has watched."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from core.errors import RuleViolation
from core.files import FileKind, accepted_suffixes
from core.pages import posted, told
from people.access import SignedInRequest, posted_from, requires
from people.roles import Permission
from publications import permissions, rules
from publications.actions import captions as captioning
from publications.actions import conversions, posters, viewings
from publications.forms.recordings import CaptionsForm, HeartbeatForm, PosterForm
from publications.models import Captions, Conversion, Language, Rendition
from publications.queries.viewings import share_of


@require_POST
@requires(Permission.READ_PUBLICATIONS)
def rendition_watching(request: SignedInRequest, rendition_id: int) -> HttpResponse:
    """Take a heartbeat of a player; answer with the share watched, in percent."""
    rendition = _rendition(request, rendition_id)
    form = HeartbeatForm(request.POST)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=422)
    viewing = viewings.note_heartbeat(
        rendition_id=rendition.pk,
        heartbeat=form.heartbeat(),
        by=request.user,
        now=timezone.now(),
    )
    share = share_of(viewing, rendition)
    return JsonResponse({"percent": None if share is None else int(share * 100)})


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_LIBRARY)
def rendition_captions(request: SignedInRequest, rendition_id: int) -> HttpResponse:
    """The captions of a video or a recording: those there are, and a form for more."""
    rendition = _rendition_to_change(request, rendition_id)
    form = CaptionsForm(posted(request), request.FILES or None)

    def put() -> None:
        captioning.put_captions(
            rendition_id=rendition.pk,
            language=Language(form.cleaned_data["language"]),
            upload=form.cleaned_data["captions"],
            by=request.user,
            now=timezone.now(),
        )
        messages.success(request, _("The captions are kept, and the transcript is made of them."))

    if form.is_valid() and _done(put, form, "captions"):
        return redirect("publications:rendition-captions", rendition.pk)
    return _page(request, rendition, form, PosterForm())


@requires(Permission.MANAGE_LIBRARY)
@posted_from("publications:rendition-captions")
def rendition_poster(request: SignedInRequest, rendition_id: int) -> HttpResponse:
    """Take a poster for a video, posted from the page of its captions."""
    rendition = _rendition_to_change(request, rendition_id)
    form = PosterForm(request.POST, request.FILES)

    def put() -> None:
        posters.put_poster(
            rendition_id=rendition.pk,
            upload=form.cleaned_data["poster"],
            by=request.user,
            now=timezone.now(),
        )
        messages.success(request, _("The poster is kept. Its smaller picture is being made."))

    if form.is_valid() and _done(put, form, "poster"):
        return redirect("publications:rendition-captions", rendition.pk)
    return _page(request, rendition, CaptionsForm(), form)


@require_POST
@requires(Permission.MANAGE_LIBRARY)
def captions_remove(request: SignedInRequest, captions_id: int) -> HttpResponse:
    captions = get_object_or_404(Captions.objects.visible_to(request.user), pk=captions_id)
    rendition_id = captions.rendition_id
    with told(request, _("The captions and their transcript are removed.")):
        captioning.remove_captions(captions_id=captions.pk, by=request.user, now=timezone.now())
    return redirect("publications:rendition-captions", rendition_id)


@require_POST
@requires(Permission.MANAGE_LIBRARY)
def rendition_convert(request: SignedInRequest, rendition_id: int) -> HttpResponse:
    """Have the picture and the words of a rendition made once more, after that failed."""
    found = Conversion.objects.visible_to(request.user).select_related("rendition__edition")
    conversion = get_object_or_404(found, rendition=rendition_id)
    conversions.convert_again(conversion_id=conversion.pk, by=request.user, now=timezone.now())
    edition = conversion.rendition.edition
    return redirect("publications:edition-detail", edition.publication_id, edition.number)


def _rendition(request: SignedInRequest, rendition_id: int) -> Rendition:
    renditions = Rendition.objects.visible_to(request.user).select_related("edition__publication")
    return get_object_or_404(renditions, pk=rendition_id)


def _rendition_to_change(request: SignedInRequest, rendition_id: int) -> Rendition:
    rendition = _rendition(request, rendition_id)
    permissions.check_can_change(request.user, rendition.edition.publication)
    return rendition


def _done(action: Callable[[], None], form: CaptionsForm | PosterForm, field: str) -> bool:
    """Do it, and put a refusal beside the field it is about."""
    try:
        action()
    except RuleViolation as refusal:
        form.add_error(field, str(refusal))
        return False
    return True


def _page(
    request: SignedInRequest,
    rendition: Rendition,
    captions_form: CaptionsForm,
    poster_form: PosterForm,
) -> HttpResponse:
    is_refused = bool(captions_form.errors or poster_form.errors)
    return render(
        request,
        "publications/rendition_captions.html",
        {
            "rendition": rendition,
            "edition": rendition.edition,
            "publication": rendition.edition.publication,
            "captions": rendition.captions.select_related("stored"),
            "conversion": Conversion.objects.filter(rendition=rendition).first(),
            "form": poster_form if poster_form.errors else captions_form,
            "captions_form": captions_form,
            "poster_form": poster_form,
            "captions_accept": accepted_suffixes({FileKind.CAPTIONS}),
            "poster_accept": accepted_suffixes({FileKind.IMAGE}),
            "barriers": rules.barriers_of_recording(
                rendition, rendition.captions.values_list("language", flat=True)
            ),
        },
        status=422 if is_refused else 200,
    )
