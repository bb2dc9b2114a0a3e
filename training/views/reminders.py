"""The reminders of a session, and the ledger of its messages."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from core import audit, tables
from core.errors import RuleViolation
from core.pages import page_or_part, posted
from notifications.tables import MessageTable
from people.access import SignedInRequest, requires
from people.models import with_user
from people.roles import Permission
from training import actions, permissions, queries, rules
from training.filters import SessionMessageFilter
from training.forms import ReminderForm
from training.models import ReminderRule, Session

MESSAGES_ON_A_PAGE = 50


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SCHEDULE)
def session_reminders(request: SignedInRequest, session_id: int) -> HttpResponse:
    """The reminders of a session, and a form that adds one."""
    session = get_object_or_404(Session.objects.visible_to(request.user), pk=session_id)
    permissions.check_can_manage_session(request.user, session)
    form = ReminderForm(posted(request))
    if form.is_valid():
        try:
            rule = actions.add_reminder(
                session_id=session.pk, plan=form.plan(), by=request.user, now=timezone.now()
            )
        except RuleViolation as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("Added: due on %(moment)s.") % {"moment": rules.moment(rule.due_at)}
            )
            return redirect("training:session-reminders", session.pk)
    return render(
        request,
        "training/session_reminders.html",
        {
            "session": session,
            "form": form,
            "reminders": queries.ledger_of(session).reminders,
            "takes_reminders": rules.takes_reminders(session, timezone.now()),
        },
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.MANAGE_SCHEDULE)
def reminder_remove(request: SignedInRequest, rule_id: int) -> HttpResponse:
    rule = get_object_or_404(
        ReminderRule.objects.visible_to(request.user).select_related("session"), pk=rule_id
    )
    permissions.check_can_manage_session(request.user, rule.session)
    if request.method == "POST":
        actions.remove_reminder(rule_id=rule.pk, by=request.user, now=timezone.now())
        messages.success(
            request,
            _("Removed: %(reminder)s. It is not sent any more.") % {"reminder": rule.timing},
        )
    return redirect("training:session-reminders", rule.session_id)


@require_GET
@requires(Permission.VIEW_SCHEDULE)
def session_messages(request: SignedInRequest, session_id: int) -> HttpResponse:
    """The ledger: what of a session is planned, sent, not sent, and why."""
    session = get_object_or_404(Session.objects.visible_to(request.user), pk=session_id)
    of_session = with_user(queries.messages_of(session).visible_to(request.user), "recipient")
    found = SessionMessageFilter(request.GET, of_session.select_related("recipient__person"))
    table = MessageTable(found.qs)
    tables.show(table, request, rows=MESSAGES_ON_A_PAGE)
    audit.looked(
        request.user,
        "training.session_messages_viewed",
        session,
        at=timezone.now(),
        filter=found.summary(),
        page=table.page.number,
    )
    template = page_or_part(request, "training/session_messages.html")
    return render(
        request,
        template,
        {
            "session": session,
            "filter": found,
            "table": table,
            "ledger": queries.ledger_of(session),
            "can_manage": permissions.can_manage_session(request.user, session),
        },
    )
