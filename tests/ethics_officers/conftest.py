"""What the tests of Ethics Officers share."""

import pytest


@pytest.fixture
def standing_asked(settings):
    """Configure what a capacity asks of a posting."""

    def ask(capacity, **changes):
        asked = settings.DESIGNATION_STANDING
        settings.DESIGNATION_STANDING = {**asked, capacity: {**asked[capacity], **changes}}

    return ask
