"""Gaps hide what the coverage map of their topic hides, and show what it shows."""

import pytest

from ethics_officers.models import RiskArea
from people.models import Level
from reporting.periods import rolling
from reporting.queries import Basis, coverage
from reporting.queries.behind_coverage import Of
from reporting.queries.coverage_map import coverage_map
from reporting.queries.gaps import gaps
from tests.clock import TODAY
from tests.ethics_officers.standing import DAY, strategy
from tests.factories import CourseFactory, DepartmentFactory, TopicFactory
from tests.reporting.covering import serving

pytestmark = pytest.mark.django_db

YEAR = rolling(12, TODAY).span


def test_a_gap_shows_its_square_as_the_map_of_its_topic_does(settings):
    settings.COVERAGE_ASKED = 101  # so that every square is a gap
    topic = TopicFactory()
    course = CourseFactory()
    course.topics.add(topic)
    DepartmentFactory(name_en="Nobody's", ends_on=TODAY)
    of_levels = zip(Level.values, [[0, 8, 3], [6, 2, 7], [9, 9, 9], [2, 8, 0]], strict=True)
    departments = [DepartmentFactory(name_en=name) for name in ("Works", "Fire", "Audit")]
    for level, trained in of_levels:
        for department, number in zip(departments, trained, strict=True):
            serving(department, level, 10, trained=number, course=course)
    for department in departments:
        version = strategy(department, "draft", ends_on=TODAY + 9 * DAY)
        RiskArea.objects.create(
            version=version, position=1, name="Stores", topic=topic, likelihood=1, impact=1
        )
        version.status, version.endorsed_on, version.endorser = "endorsed", TODAY, "LEUNG Man-kit"
        version.save()

    found = gaps(Of(YEAR, TODAY, Basis.TODAY), own=[departments[0].pk]).rows
    counted = coverage(YEAR, today=TODAY, basis=Basis.TODAY, topic=topic)
    mapped = coverage_map(counted, basis=Basis.TODAY, own=[departments[0].pk])

    shown = {
        (row.pk, square.level): square
        for row in mapped.rows
        for square in row.squares
        if square.level and row.pk in {department.pk for department in departments}
    }
    assert {(gap.department.pk, gap.level): gap.square for gap in found} == shown
    assert any(square.is_hidden for square in shown.values())
    assert not all(square.is_hidden for square in shown.values())
