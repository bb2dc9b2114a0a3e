"""What the database keeps of templates and documents, whatever the actions do."""

import datetime as dt

import pytest
from django.db import InternalError, transaction

from reporting.models import Document, DocumentText, TemplateVersion
from tests.clock import NOW
from tests.factories import UserFactory
from tests.refusals import refused_by
from tests.reporting.documents import annex, approved, icac, in_review, staff, template, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return staff()


def change(document, **fields):
    Document.objects.filter(pk=document.pk).update(**fields)


def test_kind_has_one_template():
    template()

    with refused_by("reporting_template_one_per_kind"):
        template()


def test_version_of_a_template_is_numbered_once():
    made = template()

    with refused_by("reporting_template_version_numbered_once"):
        made.versions.create(number=1, content={})


def test_version_of_a_template_is_written_by_somebody_at_some_time():
    with refused_by("reporting_template_version_written_by_and_when"):
        template().versions.create(number=2, content={}, written_at=NOW)


def test_template_is_changed_by_somebody_at_some_time():
    made = template()

    with refused_by("reporting_template_changed_by_and_when"):
        type(made).objects.filter(pk=made.pk).update(changed_at=NOW)


@pytest.mark.parametrize("change", ["update", "delete"])
def test_version_of_a_template_stands(change):
    versions = TemplateVersion.objects.filter(template=template())

    with pytest.raises(InternalError, match="append_only"), transaction.atomic():
        versions.update(note="Better.") if change == "update" else versions.delete()


def test_period_is_not_empty(author):
    document = annex(author)

    with refused_by("reporting_document_ends_after_it_starts"):
        change(document, ends_on=dt.date(2026, 4, 1))


def test_one_document_of_a_period_is_open(author):
    document = annex(author)

    with refused_by("reporting_document_one_open_for_a_period"):
        Document.objects.create(
            kind=document.kind,
            starts_on=document.starts_on,
            ends_on=document.ends_on,
            template_version=document.template_version,
            created_at=NOW,
            created_by=author,
        )


def test_one_document_of_a_period_is_approved(author):
    document = approved(author, icac())
    again = Document(
        kind=document.kind,
        starts_on=document.starts_on,
        ends_on=document.ends_on,
        status="approved",
        template_version=document.template_version,
        created_at=NOW,
        created_by=author,
        sent_at=NOW,
        sent_by=author,
        approved_at=NOW,
        approved_by=UserFactory(),
    )

    with refused_by("reporting_document_one_approved_for_a_period"):
        again.save()


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"sent_at": NOW}, "sent_by_and_when"),
        ({"returned_at": NOW, "return_reason": "Shorter."}, "returned_by_and_when"),
        ({"return_reason": "Shorter."}, "returned_with_a_reason"),
        ({"approved_at": NOW}, "approved_by_and_when"),
        ({"status": "in_review"}, "sent_before_it_is_reviewed"),
    ],
)
def test_steps_of_a_review_are_told_whole(author, fields, constraint):
    document = annex(author)

    with refused_by(f"reporting_document_{constraint}"):
        change(document, **fields)


def test_approved_document_is_approved_by_somebody(author):
    document = in_review(author)

    with refused_by("reporting_document_approved_by_somebody"):
        change(document, status="approved")


def test_document_is_not_approved_by_who_made_or_sent_it(author):
    document = in_review(author)

    with refused_by("reporting_document_approved_by_another"):
        change(document, status="approved", approved_at=NOW, approved_by=author)


@pytest.mark.parametrize("language", ["en", "zh-hant", "zh-hans"])
@pytest.mark.parametrize("field", ["lessons", "challenges"])
def test_document_with_a_dash_for_lessons_or_challenges_goes_nowhere(author, field, language):
    document = annex(author)
    write(document, field, " – ", author, language)

    with refused_by("reporting_document_never_a_dash"):
        change(document, status="in_review", sent_at=NOW, sent_by=author)


def test_text_stands_once_its_document_is_sent(author):
    document = in_review(author)

    with refused_by("reporting_document_text_stands_once_sent"):
        DocumentText.objects.filter(document=document).update(text="Else.")


@pytest.mark.parametrize("fields", [{"status": "draft"}, {"ends_on": dt.date(2028, 4, 1)}])
def test_approved_document_stands(author, fields):
    document = approved(author, icac())

    with refused_by("reporting_document_stands_once_approved"):
        change(document, **fields)


def test_documents_and_their_texts_are_not_deleted(author):
    document = annex(author)

    with refused_by("reporting_documenttext_never_deleted"):
        document.texts.all().delete()
    with refused_by("reporting_document_never_deleted"):
        Document.objects.filter(pk=document.pk)._raw_delete("default")


def test_text_is_there_once_in_a_language_that_we_know(author):
    document = annex(author)

    with refused_by("reporting_document_text_once"):
        document.texts.create(field="title", language="en")
    with refused_by("reporting_document_text_in_a_language"):
        document.texts.create(field="title", language="fr")
    with refused_by("reporting_document_text_changed_by_and_when"):
        document.texts.filter(field="title").update(changed_at=NOW)
