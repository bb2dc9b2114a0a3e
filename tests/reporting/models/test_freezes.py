"""What the database keeps of frozen figures, whatever the actions do."""

import pytest
from django.db import InternalError, transaction

from core.canonical import sha256_of
from people.roles import Role
from reporting.models import Freeze, FrozenFigure
from tests.clock import NOW
from tests.factories import UserFactory, person_with_role
from tests.refusals import refused_by
from tests.reporting import freezes

pytestmark = pytest.mark.django_db


@pytest.fixture
def frozen():
    customs = freezes.customs()
    freezes.trained(customs, 2)
    return freezes.freeze("persons_trained", "attendances", department=customs)


def another(freeze, **changed):
    return Freeze.objects.create(
        **{
            "title": "Another",
            "made_at": NOW,
            "made_by": freeze.made_by,
            "made_by_name": "WONG Ka-man",
            "number_of_figures": 1,
            "text": "{}",
            "sha256": sha256_of("{}"),
            "marks": {},
            **changed,
        }
    )


def test_freeze_stands_for_good(frozen):
    ours = Freeze.objects.filter(pk=frozen.pk)
    for change in (lambda: ours.update(title="Another"), lambda: ours._raw_delete("default")):
        with pytest.raises(InternalError, match="Cannot update or delete"), transaction.atomic():
            change()


@pytest.mark.parametrize("change", ["save", "delete"])
def test_frozen_figure_stands_for_good(frozen, change):
    figure = frozen.figures.first()

    with pytest.raises(InternalError, match="Cannot update or delete"), transaction.atomic():
        getattr(figure, change)()


def test_no_figure_is_added_to_a_freeze_afterwards(frozen):
    figure = frozen.figures.first()
    figure.pk, figure.key, figure.position = None, "sessions", 3

    with refused_by("reporting_frozen_figure_place_is_one_of_the_freeze"):
        figure.save(force_insert=True)


def test_two_figures_of_a_freeze_have_two_places(frozen):
    figure = frozen.figures.first()
    figure.pk, figure.key = None, "sessions"

    with refused_by("reporting_frozen_figure_placed_once"):
        figure.save(force_insert=True)


def test_figure_is_frozen_once_with_the_same_parameters(frozen):
    freeze = another(frozen, number_of_figures=2)
    for position, refuses in ((1, False), (2, True)):
        figure = frozen.figures.first()
        figure.pk, figure.freeze, figure.position = None, freeze, position
        figure.department, figure.department_code = None, ""
        if refuses:
            with refused_by("reporting_frozen_figure_asked_once"):
                figure.save(force_insert=True)
        else:
            figure.save(force_insert=True)


def test_hash_of_a_freeze_is_that_of_its_text(frozen):
    with refused_by("reporting_freeze_hash_is_that_of_its_text"):
        another(frozen, text="{} ")


@pytest.mark.parametrize(
    ("constraint", "changed"),
    [
        ("reporting_freeze_has_a_title", {"title": ""}),
        ("reporting_freeze_holds_figures", {"number_of_figures": 0}),
        ("reporting_freeze_replaces_with_a_reason", {"reason": "A mistake."}),
    ],
)
def test_freeze_is_told_of_completely(frozen, constraint, changed):
    with refused_by(constraint):
        another(frozen, **changed)


@pytest.mark.parametrize(
    ("constraint", "changed"),
    [
        ("reporting_frozen_figure_hash_is_that_of_its_rows", {"rows": "1\n"}),
        ("reporting_frozen_figure_hashed", {"rows": None, "rows_sha256": "0"}),
        ("reporting_frozen_figure_ends_after_it_starts", {"ends_on": freezes.YEAR.starts_on}),
        ("reporting_frozen_figure_names_its_department", {"department_code": ""}),
    ],
)
def test_frozen_figure_is_told_of_completely(frozen, constraint, changed):
    figure = frozen.figures.first()
    figure.pk, figure.freeze = None, another(frozen)
    for name, value in changed.items():
        setattr(figure, name, value)

    with refused_by(constraint):
        figure.save(force_insert=True)


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.PROGRAMME_STAFF, True),
        (Role.ICAC_STAFF, True),
        (Role.AUDITOR, True),
        (Role.TRAINING_COORDINATOR, False),
        (Role.CIVIL_SERVANT, False),
    ],
)
def test_frozen_figures_are_seen_by_those_who_see_the_reports_of_the_service(frozen, role, sees):
    user = person_with_role(role).user

    assert Freeze.objects.visible_to(user).exists() is sees
    assert FrozenFigure.objects.visible_to(user).exists() is sees


def test_frozen_figures_are_hidden_from_who_has_no_role(frozen):
    assert not Freeze.objects.visible_to(UserFactory()).exists()
