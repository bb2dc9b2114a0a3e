"""Topics of integrity training."""

from django.db import models

from core import history
from core.translated import Translated
from people.models import User


class TopicQuerySet(models.QuerySet["Topic"]):
    def visible_to(self, user: User) -> "TopicQuerySet":
        return self  # What integrity training is about is no secret.


@history.tracked()
class Topic(models.Model):
    """A subject of integrity training, with the rule it rests on as cited now."""

    code = models.CharField(max_length=20, unique=True)
    name_en = models.CharField(max_length=150)
    name_zh_hant = models.CharField(max_length=150)
    name_zh_hans = models.CharField(max_length=150)
    name = Translated()
    reference = models.CharField(max_length=200, blank=True)

    objects = TopicQuerySet.as_manager()

    class Meta:
        ordering = ("name_en",)

    def __str__(self) -> str:
        return str(self.name)
