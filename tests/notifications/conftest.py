"""What the tests of the outbox share."""

import pytest

from tests.mail import smtp_sink


@pytest.fixture
def sink(settings):
    """A real SMTP server, to which mail goes during the test."""
    with smtp_sink(settings) as running:
        yield running
