"""What workers do about the work of Ethics Officers."""

from celery import shared_task
from django.utils import timezone

from ethics_officers import actions


@shared_task
def plan_return_reminders() -> None:
    """Put the reminders of annual returns that have fallen due in the outbox."""
    actions.plan_return_reminders(now=timezone.now())


@shared_task
def plan_board_digests() -> None:
    """Put the digests of the network's board that have fallen due in the outbox."""
    actions.plan_board_digests(now=timezone.now())


@shared_task
def tell_of_vacancies() -> None:
    """Tell programme staff of the posts of Ethics Officer that have fallen vacant."""
    actions.tell_of_vacancies(now=timezone.now())


@shared_task
def invite_to_thematic_sessions() -> None:
    """Invite officers to the sessions for them alone that they have not been invited to."""
    actions.invite_to_thematic_sessions(now=timezone.now())
