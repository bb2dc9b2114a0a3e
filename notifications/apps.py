from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class NotificationsConfig(AppConfig):
    name = "notifications"

    def ready(self) -> None:
        # Each app registers in its emails.py what composes its messages; ours are
        # beside what asks for them.
        autodiscover_modules("emails", "adapters", "alarms")
