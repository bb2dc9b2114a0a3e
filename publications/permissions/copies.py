"""Who keeps the stock of printed copies, and who orders them for a department."""

from core.errors import PermissionRefused
from people.models import Department, User
from people.roles import Permission
from publications.models import CopyOrder, PostedPhoto


def can_manage_copies(user: User) -> bool:
    return user.has(Permission.MANAGE_COPIES)


def check_can_manage_copies(user: User) -> None:
    if not can_manage_copies(user):
        raise PermissionRefused


def can_order_for(user: User, department: Department) -> bool:
    return department.pk in user.departments_with(Permission.ORDER_COPIES)


def check_can_order_for(user: User, department: Department) -> None:
    if not can_order_for(user, department):
        raise PermissionRefused


def can_tend_order(user: User, order: CopyOrder) -> bool:
    """Say whether a user withdraws an order, confirms that it came, and shows where it hangs."""
    return can_order_for(user, order.department)


def can_remove_photo(user: User, photo: PostedPhoto) -> bool:
    """Whoever orders for the department, and the staff who see all photographs."""
    return can_manage_copies(user) or can_order_for(user, photo.order.department)


def check_can_remove_photo(user: User, photo: PostedPhoto) -> None:
    if not can_remove_photo(user, photo):
        raise PermissionRefused
