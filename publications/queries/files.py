"""Where in the library the same file is already."""

from core.models import StoredFile
from people.models import User
from publications.models import Rendition


def same_file(stored: StoredFile, user: User) -> list[Rendition]:
    """Give the renditions with the same bytes, of those this user sees, the oldest first.

    With them one tells who hands in a file that it is there already, and where; he may go on.
    """
    renditions = Rendition.objects.visible_to(user).filter(
        stored__sha256=stored.sha256, stored__size=stored.size
    )
    return list(renditions.select_related("edition__publication").order_by("pk"))
