"""What is sent and what is not, whether the system runs well, and in the sample caught mail."""

import uuid

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db import OperationalError, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_POST, require_safe

from core import audit, tables
from core.errors import RuleViolation
from core.exports import as_file, format_asked, in_order_asked
from core.files import delete_quarantined
from core.models import QuarantinedFile
from core.pages import page_or_part
from notifications import actions, caught_mail, emails, permissions, queries, rules
from notifications.exports import message_columns
from notifications.filters import MessageFilter
from notifications.models import Message, MessageQuerySet
from notifications.tables import MessageTable
from people.access import SignedInRequest, posted_from, requires
from people.models import with_user
from people.roles import Permission

MESSAGES_ON_A_PAGE = 50
CAUGHT_MAILS_ON_A_PAGE = 25
QUARANTINED_FILES_ON_A_PAGE = 25

# Where a caught mail's links may lead when it is shown inside a page: out of it, on a click.
SANDBOX = ["allow-top-navigation-by-user-activation"]


@require_GET
@requires(Permission.VIEW_MESSAGES)
def message_list(request: SignedInRequest) -> HttpResponseBase:
    found = MessageFilter(request.GET, _messages_of(request))
    table = MessageTable(found.qs)
    now = timezone.now()
    if (file_format := format_asked(request)) and found.is_valid():
        audit.record(
            request.user,
            "notifications.messages_exported",
            at=now,
            format=file_format,
            filter=found.summary(),
            found=found.qs.count(),
        )
        rows = in_order_asked(table, request)
        return as_file(file_format, name="messages", columns=message_columns(), rows=rows, now=now)
    tables.show(table, request, rows=MESSAGES_ON_A_PAGE)
    audit.looked(
        request.user,
        "notifications.messages_viewed",
        at=now,
        filter=found.summary(),
        page=table.page.number,
    )
    template = page_or_part(request, "notifications/message_list.html")
    return render(request, template, {"filter": found, "table": table})


@require_GET
@requires(Permission.VIEW_MESSAGES)
def message_detail(request: SignedInRequest, message_id: uuid.UUID) -> HttpResponse:
    message = get_object_or_404(_messages_of(request), pk=message_id)
    kind = emails.KINDS.get(message.kind)
    again = _messages_of(request).filter(key=message.resend_key).first()
    return render(
        request,
        "notifications/message_detail.html",
        {
            "message": message,
            "kind": kind.label if kind else message.kind,
            "again": again,
            "instead_of": queries.instead_of(message),
            "can_resend": permissions.can_resend(request.user)
            and rules.can_be_resent(message)
            and again is None,
        },
    )


@requires(Permission.RESEND_MESSAGES)
@posted_from("notifications:message-detail")
def message_resend(request: SignedInRequest, message_id: uuid.UUID) -> HttpResponse:
    message = get_object_or_404(_messages_of(request), pk=message_id)
    try:
        again = actions.resend(message_id=message.pk, by=request.user, now=timezone.now())
    except RuleViolation as refusal:
        messages.error(request, str(refusal))
        return redirect("notifications:message-detail", message.pk)
    messages.success(request, _("It is sent again, as this message."))
    return redirect("notifications:message-detail", again.pk)


@require_GET
@requires(Permission.VIEW_HEALTH)
def health(request: SignedInRequest) -> HttpResponse:
    return render(request, "notifications/health.html", {"health": queries.health(timezone.now())})


@require_GET
@requires(Permission.MANAGE_QUARANTINE)
def quarantine(request: SignedInRequest) -> HttpResponse:
    """The files in which a virus was found: who handed them in, and when, never the files."""
    files = QuarantinedFile.objects.visible_to(request.user).select_related(
        "uploaded_by__person", "deleted_by__person"
    )
    page = Paginator(files, QUARANTINED_FILES_ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "notifications/quarantine.html", {"page": page})


@require_POST
@requires(Permission.MANAGE_QUARANTINE)
def quarantined_delete(request: SignedInRequest, quarantined_id: int) -> HttpResponse:
    found = get_object_or_404(QuarantinedFile.objects.visible_to(request.user), pk=quarantined_id)
    delete_quarantined(quarantined_id=found.pk, by=request.user, now=timezone.now())
    messages.success(request, _("The file is deleted; what is known of it stays."))
    return redirect("notifications:quarantine")


@login_not_required
@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Tell whoever watches this process whether it can answer, which takes the database."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except OperationalError:
        return HttpResponse("the database does not answer", "text/plain", status=503)
    return HttpResponse("ok", "text/plain")


# The rest has an address in the sample only, where anybody can be anybody.


@login_not_required
@require_GET
def caught_mail_list(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()
    ids = list(caught_mail.to_recipient(words)) if words else caught_mail.newest_first()
    page = Paginator(ids, CAUGHT_MAILS_ON_A_PAGE).get_page(request.GET.get("page"))
    mails = [caught_mail.summary(mail_id) for mail_id in page.object_list]
    return render(
        request,
        "notifications/caught_mail_list.html",
        {"mails": mails, "page": page, "words": words},
    )


@login_not_required
@require_GET
def caught_mail_detail(request: HttpRequest, mail_id: str) -> HttpResponse:
    mail = caught_mail.find(mail_id)
    if mail is None:
        raise Http404
    return render(request, "notifications/caught_mail_detail.html", {"mail": mail})


@login_not_required
@require_GET
@xframe_options_sameorigin
@csp(
    {
        "default-src": [NONE],
        "img-src": ["data:"],
        "style-src": [UNSAFE_INLINE],  # mails have no other styles, and nothing runs in here
        "base-uri": [NONE],
        "form-action": [NONE],
        "frame-ancestors": [SELF],
        "sandbox": SANDBOX,
    }
)
def caught_mail_html(request: HttpRequest, mail_id: str) -> HttpResponse:
    """The HTML of a mail, which is not ours to trust, to be framed by its page."""
    mail = caught_mail.find(mail_id)
    if mail is None or not mail.html:
        raise Http404
    return HttpResponse(mail.html.replace("<head>", '<head><base target="_top" />', 1))


@login_not_required
@require_GET
def caught_mail_download(request: HttpRequest, mail_id: str) -> HttpResponse:
    source = caught_mail.source(mail_id)
    if source is None:
        raise Http404
    return _download(source, "message/rfc822", f"{mail_id}.eml")


@login_not_required
@require_GET
def caught_mail_calendar(request: HttpRequest, mail_id: str) -> HttpResponse:
    mail = caught_mail.find(mail_id)
    if mail is None or mail.calendar is None:
        raise Http404
    return _download(mail.calendar, "text/calendar; charset=utf-8", f"{mail_id}.ics")


def _messages_of(request: SignedInRequest) -> MessageQuerySet:
    messages = with_user(Message.objects.visible_to(request.user), "recipient")
    return messages.select_related("recipient__person")


def _download(content: bytes, content_type: str, name: str) -> HttpResponse:
    return HttpResponse(
        content, content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
