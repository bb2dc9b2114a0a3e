"""Writing templates, version by version."""

import pytest

from core.errors import PermissionRefused
from core.versions import Stale
from people.roles import Role
from reporting.actions.templates import save_template
from reporting.rules.documents import DocumentRefused
from tests.clock import NOW
from tests.factories import person_with_role
from tests.reporting.documents import annex, staff, template, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return staff()


def save(made, by, opened=1, **prose):
    content = {
        key: dict(texts) for key, texts in made.versions.get(number=made.version).content.items()
    }
    for field, (language, text) in prose.items():
        content[field][language] = text
    return save_template(
        template_id=made.pk, content=content, note="Shorter.", opened=opened, by=by, now=NOW
    )


def test_saving_adds_a_version_and_the_one_before_stands(author):
    made = template()

    version = save(made, author, title=("en", "Integrity"))

    assert (version.number, version.note, version.written_by) == (2, "Shorter.", author)
    assert version.prose("title", "en") == "Integrity"
    assert made.versions.get(number=1).prose("title", "en") == "On title."


def test_document_keeps_the_version_it_was_made_of(author):
    made = template()
    document = annex(author)

    save(made, author, title=("en", "Integrity"))

    document.refresh_from_db()
    assert document.template_version.number == 1
    assert text_of(document, "title").text == "On title."


def test_simplified_is_made_from_traditional_unless_it_was_corrected(author):
    made = template()

    version = save(made, author, title=("zh-hant", "講座"))
    made.refresh_from_db()
    assert version.prose("title", "zh-hans") == "讲座"
    corrected = save(made, author, opened=2, title=("zh-hans", "讲座。"))

    assert corrected.prose("title", "zh-hans") == "讲座。"


def test_saving_what_is_there_makes_no_version(author):
    made = template()

    assert save(made, author).number == 1
    assert made.versions.count() == 1


def test_what_somebody_saved_meanwhile_is_not_overwritten(author):
    made = template()
    save(made, author, title=("en", "Integrity"))

    with pytest.raises(Stale):
        save(made, author, opened=1, title=("en", "Honesty"))


def test_mark_that_does_not_exist_is_refused(author):
    made = template()

    with pytest.raises(DocumentRefused, match=r"Did you mean \{attendances\}"):
        save(made, author, title=("en", "{attendance}"))
    assert made.versions.count() == 1


def test_figures_passages_and_the_period_may_be_named(author):
    version = save(template(), author, title=("en", "{attendances} {period} {thematic_topics}"))

    assert version.number == 2


def test_auditor_writes_no_template():
    with pytest.raises(PermissionRefused):
        save(template(), person_with_role(Role.AUDITOR).user, title=("en", "Integrity"))
