"""What people and administrators do with accounts and roles."""

from people.models import User


def change_language(*, user: User, language: str) -> None:
    """Set the language in which an account reads pages and gets mail."""
    user.language = language
    user.save(update_fields=["language"])
