from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PublicationsConfig(AppConfig):
    name = "publications"

    def ready(self) -> None:
        # Each app that uses publications tells of it in its uses.py.
        autodiscover_modules("uses")
