"""Counting what a page asks of the database."""

from django.db import connection
from django.test.utils import CaptureQueriesContext


def queries_of(client, url):
    """Give how many queries it takes to answer a page."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url)
        if response.streaming:
            for _ in response:  # A file is read from the database as it is sent.
                pass
    assert response.status_code == 200
    return len(captured)
