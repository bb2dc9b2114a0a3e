"""Every byte of the library: files, their pictures and captions. Old editions are staff's."""

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from core.files import serve
from core.models import StoredFile
from people.access import SignedInRequest, requires
from people.roles import Permission
from publications.models import Captions, Conversion, Rendition


@require_safe
@requires(Permission.READ_PUBLICATIONS)
def rendition_file(request: SignedInRequest, rendition_id: int) -> HttpResponseBase:
    """The file of a rendition, shown or played in the browser, or to keep with `?download`."""
    renditions = Rendition.objects.visible_to(request.user).select_related("stored")
    return _served(request, get_object_or_404(renditions, pk=rendition_id).stored)


@require_safe
@requires(Permission.READ_PUBLICATIONS)
def rendition_preview(request: SignedInRequest, rendition_id: int) -> HttpResponseBase:
    """The picture of a rendition, once there is one."""
    conversions = Conversion.objects.visible_to(request.user).select_related("preview")
    return _served(request, get_object_or_404(conversions, rendition=rendition_id).preview)


@require_safe
@requires(Permission.READ_PUBLICATIONS)
def captions_file(request: SignedInRequest, captions_id: int) -> HttpResponseBase:
    captions = Captions.objects.visible_to(request.user).select_related("stored")
    return _served(request, get_object_or_404(captions, pk=captions_id).stored)


def _served(request: SignedInRequest, stored: StoredFile | None) -> HttpResponseBase:
    if stored is None:
        raise Http404
    return serve(stored, inline="download" not in request.GET, request=request)
