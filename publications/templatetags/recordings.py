"""Times within a recording, as clocks of players write them."""

import datetime as dt

from django import template

register = template.Library()


@register.filter
def clock(moment: dt.timedelta | int) -> str:
    """Give 1:02:03, or 2:03 within the first hour."""
    seconds = int(float(in_seconds(moment)))
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


@register.filter
def in_seconds(moment: dt.timedelta | int) -> str:
    """Give the seconds as scripts and addresses read them, whatever the language."""
    seconds = moment.total_seconds() if isinstance(moment, dt.timedelta) else float(moment)
    return f"{seconds:.3f}"
