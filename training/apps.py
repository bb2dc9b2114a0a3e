from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "training"

    def ready(self) -> None:
        # Makes the composers of its messages known to the outbox.
        from training import emails  # noqa: F401
