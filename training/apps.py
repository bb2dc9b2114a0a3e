from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class TrainingConfig(AppConfig):
    name = "training"

    def ready(self) -> None:
        # Each app that makes sessions for a purpose of its own tells it in its purposes.py.
        autodiscover_modules("purposes")
