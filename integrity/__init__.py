"""The project: settings, addresses, Celery, and what joins the apps."""

from integrity.celery import app as celery_app

__all__ = ["celery_app"]
