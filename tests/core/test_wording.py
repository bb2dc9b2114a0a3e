"""What we say in place of Django's own Chinese."""

import datetime as dt

from django.utils.timesince import timesince
from django.utils.translation import override

from tests.clock import NOW


def test_spans_of_time_are_said_as_in_hong_kong():
    then = NOW - dt.timedelta(days=40, hours=3)

    with override("zh-hant"):
        assert timesince(then, NOW) == "1個月、1星期"
        assert timesince(NOW - dt.timedelta(hours=5, minutes=2), NOW) == "5小時、2分鐘"
