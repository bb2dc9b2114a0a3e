"""What the tests of the library share."""

import pytest

from core.models import StoredFile
from tests.clock import NOW
from tests.factories import UserFactory


@pytest.fixture
def clip(db):
    """A kept video, of which only the row is there."""
    return StoredFile.objects.create(
        file="2026/11/clip",
        name="clip.mp4",
        content_type="video/mp4",
        size=1,
        sha256="0" * 64,
        uploaded_at=NOW,
        uploaded_by=UserFactory(),
    )
