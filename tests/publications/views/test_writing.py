"""Staff's pages: adding titles, correcting, archiving, deleting; editions and renditions."""

import pytest
import time_machine
from django.urls import reverse

from people.roles import Role
from publications.models import Edition, Publication, Rendition
from publications.uses import _SOURCES as sources  # noqa: N811
from publications.uses import Use
from tests.clock import NOW
from tests.factories import EditionFactory, PublicationFactory, person_with_role
from tests.publications.factories import RenditionFactory, approved, draft
from tests.uploads import clip, pdf, photograph

pytestmark = pytest.mark.django_db

TITLE = {
    "title_en": "Gifts",
    "title_zh_hant": "收受禮物",
    "kind": "guide",
    "body": "csb",
    "version": "1",
}


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def staff(as_role):
    return as_role(Role.PROGRAMME_STAFF)


@pytest.fixture
def icac(as_role):
    return as_role(Role.ICAC_STAFF)


def at(name, *args):
    return reverse(f"publications:{name}", args=args)


def of(name, edition):
    return at(name, edition.publication_id, edition.number)


def test_title_is_added_and_shown_as_a_draft(staff):
    response = staff.post(at("publication-create"), TITLE, follow=True)

    publication = Publication.objects.get()
    assert response.redirect_chain == [(at("publication-detail", publication.pk), 302)]
    assert "It is saved as a draft." in response.text
    assert "Send for review" in response.text


def test_title_without_words_is_refused_and_keeps_what_was_typed(staff):
    response = staff.post(
        at("publication-create"), {**TITLE, "title_en": "", "title_zh_hant": "", "reference": "R9"}
    )

    assert response.status_code == 422
    assert "Write a title, in English, in Chinese or in both." in response.text
    assert 'value="R9"' in response.text


def test_other_bodys_title_is_not_offered(icac):
    response = icac.post(at("publication-create"), TITLE)

    assert response.status_code == 422
    assert "This is not offered." in response.text


def test_title_is_corrected(staff):
    publication = PublicationFactory()

    staff.get(at("publication-edit", publication.pk))
    response = staff.post(at("publication-edit", publication.pk), {**TITLE, "levels": ["senior"]})

    assert response.status_code == 302
    publication.refresh_from_db()
    assert (publication.title_zh_hans, publication.audience.levels) == ("收受礼物", ["senior"])


def test_title_saved_meanwhile_is_shown_beside_what_was_typed_and_overwritten_on_demand(staff):
    publication = PublicationFactory(title_en="Presents", version=2)

    refused = staff.post(at("publication-edit", publication.pk), TITLE)

    assert refused.status_code == 422
    assert "What is saved differs from what you had opened." in refused.text
    differing = {(each.label, each.typed, each.saved) for each in refused.context["differences"]}
    assert ("Title, English", "Gifts", "Presents") in differing

    staff.post(at("publication-edit", publication.pk), {**TITLE, "overwrite": "2"})
    publication.refresh_from_db()
    assert publication.title_en == "Gifts"


def test_staff_of_the_other_body_see_and_change_nothing(icac):
    publication = PublicationFactory()

    assert icac.get(at("publication-edit", publication.pk)).status_code == 403
    assert icac.post(at("publication-restore", publication.pk)).status_code == 403
    page = icac.get(at("publication-detail", publication.pk)).text
    assert at("publication-edit", publication.pk) not in page
    assert at("publication-archive", publication.pk) not in page


def test_archiving_says_what_uses_it_and_bringing_back_undoes_it(staff):
    publication = PublicationFactory()

    def of_a_plan(asked):
        return [Use(kind="Plan", name="Talks for recruits", address="/plans/1/")]

    sources.append(of_a_plan)
    try:
        page = staff.get(at("publication-archive", publication.pk)).text
    finally:
        sources.remove(of_a_plan)
    assert "1 thing uses it and keeps doing so." in page
    assert '<a href="/plans/1/">Talks for recruits</a>' in page

    archived = staff.post(at("publication-archive", publication.pk), follow=True).text
    assert "This publication is archived: readers no longer see it." in archived
    assert "It is back" not in archived

    back = staff.post(at("publication-restore", publication.pk), follow=True).text
    assert "The publication is back in the library." in back


def test_archiving_speaks_of_uses_only_where_there_are_some(staff):
    page = staff.get(at("publication-archive", PublicationFactory().pk)).text

    assert "all of it is kept, and can be brought back." in page
    assert "things use it" not in page


def test_draft_is_deleted_and_anything_else_refused(staff):
    deleted = draft().publication
    kept = PublicationFactory()

    assert staff.post(at("publication-delete", deleted.pk)).url == at("making-list")
    refused = staff.post(at("publication-delete", kept.pk))
    led_back = staff.get(at("publication-delete", kept.pk), follow=True)

    assert refused.status_code == 422
    assert "Only a draft can be deleted." in refused.text
    assert led_back.redirect_chain == [(at("publication-detail", kept.pk), 302)]
    assert "Only a draft can be deleted." in led_back.text
    assert list(Publication.objects.all()) == [kept]


def test_next_edition_says_what_changed(staff):
    publication = PublicationFactory()
    page = at("edition-create", publication.pk)

    refused = staff.post(page, {"change": "material"})
    assert refused.status_code == 422
    assert "Say what changed, in English, in Chinese or in both." in refused.text

    taken = staff.post(page, {"change": "typo", "what_changed_en": "A comma."}, follow=True)
    edition = publication.editions.get(number=2)
    assert taken.redirect_chain == [(of("edition-detail", edition), 302)]
    assert "Discard the edition" in taken.text


def test_edition_saved_meanwhile_is_not_overwritten_unawares(staff):
    edition = draft(version=3)

    refused = staff.post(of("edition-edit", edition), {"dated_on": "2026-01-01", "version": "1"})
    assert refused.status_code == 422
    assert refused.context["stale"].version == 3

    staff.post(of("edition-edit", edition), {"dated_on": "2026-01-01", "overwrite": "3"})
    edition.refresh_from_db()
    assert (edition.dated_on.isoformat(), edition.version) == ("2026-01-01", 4)


def test_edition_in_review_is_not_changed(staff):
    edition = draft(status="in_review")

    refused = staff.post(of("edition-edit", edition), {"version": "1"})

    assert refused.status_code == 422
    assert "Recall it first, then change it." in refused.text


def test_edition_is_discarded(staff):
    publication = PublicationFactory()
    edition = EditionFactory(publication=publication, number=2, in_the_making=True)

    assert staff.get(of("edition-discard", edition)).status_code == 200
    assert staff.post(of("edition-discard", edition)).url == at(
        "publication-detail", publication.pk
    )
    assert publication.editions.count() == 1


def test_edition_is_reopened_and_a_refusal_leads_back_with_why(staff):
    edition = approved()

    assert "is a draft again" in staff.post(of("edition-reopen", edition), follow=True).text
    published = EditionFactory()
    refused = staff.post(of("edition-reopen", published), follow=True).text
    assert "It has a date to be published." in refused
    assert staff.get(of("edition-reopen", published)).status_code == 302


def test_pdf_is_added_and_removed(staff):
    edition = EditionFactory(in_the_making=True)
    page = of("rendition-add", edition)

    response = staff.post(
        page, {"language": "zh-hant", "format": "pdf", "upload": pdf("guide.pdf")}, follow=True
    )

    rendition = Rendition.objects.get()
    assert (rendition.language, rendition.stored.name) == ("zh-hant", "guide.pdf")
    assert "It is added." in response.text

    staff.post(at("rendition-remove", rendition.pk))
    assert not Rendition.objects.exists()


def test_video_is_added_with_its_length_and_wants_captions(staff):
    edition = EditionFactory(in_the_making=True)

    page = staff.post(
        of("rendition-add", edition),
        {"language": "en", "format": "video", "upload": clip("film.mp4")},
        follow=True,
    ).text

    assert Rendition.objects.get().duration is not None
    assert "Video, English has no captions." in page


def test_untagged_pdf_is_taken_and_says_what_keeps_readers_out(staff):
    edition = EditionFactory(in_the_making=True)

    page = staff.post(
        of("rendition-add", edition),
        {"language": "en", "format": "pdf", "upload": pdf()},
        follow=True,
    ).text

    assert Rendition.objects.get().barriers == ["untagged", "no_title", "no_language"]
    assert "PDF, English keeps some readers out (The PDF is not tagged;" in page


def test_image_without_alternative_text_is_taken_and_marked_until_it_has_some(staff):
    edition = EditionFactory(in_the_making=True)

    page = staff.post(
        of("rendition-add", edition),
        {"language": "en", "format": "image", "upload": photograph()},
        follow=True,
    ).text
    rendition = Rendition.objects.get()
    assert rendition.barriers == ["no_alternative_text"]
    assert "The image has no alternative text" in page

    describe = at("rendition-describe", rendition.pk)
    assert staff.get(describe).status_code == 200
    staff.post(describe, {"alternative_text": "A hand that gives nothing"})
    assert Rendition.objects.get().barriers == []


def test_barrier_is_passed_with_a_reason(staff):
    rendition = RenditionFactory(edition=approved(), language="zh-hant", barriers=["untagged"])
    exempt = at("rendition-exempt", rendition.pk)

    assert "The PDF is not tagged" in staff.get(exempt).text
    saved = staff.post(exempt, {"reason": "Its text is on our page as well."}, follow=True)

    rendition.refresh_from_db()
    assert rendition.exemption_reason == "Its text is on our page as well."
    assert rendition.exempted_at == NOW
    assert "The reason is saved." in saved.text
    assert "Change the reason" in saved.text

    taken_back = staff.post(exempt, {"reason": ""}, follow=True)
    assert "It has no exemption now." in taken_back.text
    assert "Change the reason" not in taken_back.text


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({"format": "pdf"}, "Choose the file."),
        ({"format": "link"}, "Write the address that it leads to."),
        ({"format": "link", "link": "http://x.hk/"}, "begins with https://"),
        ({"format": "html", "text": "<script>alert(1)</script>"}, "Nothing readable is left"),
        ({"format": "video"}, "Choose the file."),
        ({"format": "scroll"}, "This is not offered."),
    ],
)
def test_rendition_without_what_its_format_says_is_refused(staff, sent, why):
    edition = EditionFactory(in_the_making=True)

    response = staff.post(of("rendition-add", edition), {"language": "en", **sent})

    assert response.status_code == 422
    assert why in response.text


def test_file_of_another_format_is_refused_and_kept_for_the_next_try(staff):
    edition = EditionFactory(in_the_making=True)
    page = of("rendition-add", edition)

    refused = staff.post(page, {"language": "en", "format": "image", "upload": pdf()})
    assert refused.status_code == 422
    assert "The file is not of the format chosen (Image)." in refused.text

    kept = refused.context["kept"].pk
    staff.post(page, {"language": "en", "format": "pdf", "stored": str(kept)})
    assert Rendition.objects.get().stored_id == kept


def test_somebody_elses_file_is_not_taken(staff):
    edition = EditionFactory(in_the_making=True)
    theirs = RenditionFactory(edition=edition)
    other = person_with_role(Role.PROGRAMME_STAFF).user
    from publications.actions import keep_rendition_file

    stored = keep_rendition_file(
        publication=theirs.edition.publication, upload=pdf(), by=other, now=NOW
    )

    response = staff.post(
        of("rendition-add", edition), {"language": "en", "format": "pdf", "stored": stored.pk}
    )

    assert response.status_code == 422


def test_text_is_made_harmless(staff):
    edition = EditionFactory(in_the_making=True)
    nasty = (
        '<h2 onclick="x()">Gifts</h2><p style="position:fixed">Say <b>no</b>.'
        "<img src=x onerror=alert(1)><script>alert(1)</script>"
        '<a href="javascript:alert(1)">a</a><a href="https://x.hk" target=_top>b</a></p>'
        "<form><input></form>"
    )

    staff.post(of("rendition-add", edition), {"language": "en", "format": "html", "text": nasty})

    assert Rendition.objects.get().text == (
        '<h2>Gifts</h2><p>Say <b>no</b>.<a rel="noopener noreferrer">a</a>'
        '<a href="https://x.hk" rel="noopener noreferrer">b</a></p>'
    )


def test_same_language_and_format_is_there_once(staff):
    edition = EditionFactory(in_the_making=True)
    page = of("rendition-add", edition)
    link = {"language": "en", "format": "link", "link": "https://x.hk/a"}

    staff.post(page, link)
    staff.post(page, link)
    assert Rendition.objects.count() == 1

    refused = staff.post(page, {**link, "link": "https://x.hk/b"})
    assert "There is one already: Link, English." in refused.text


def test_file_of_what_appeared_before_the_library_is_added_to_it_once(staff):
    edition = EditionFactory(created_at=None, created_by=None)

    assert of("rendition-add", edition) in staff.get(of("edition-detail", edition)).text
    staff.post(of("rendition-add", edition), {"language": "en", "format": "pdf", "upload": pdf()})
    rendition = Rendition.objects.get()

    refused = staff.post(at("rendition-remove", rendition.pk), follow=True).text
    assert "It is approved, so it no longer changes." in refused
    assert Edition.objects.get().is_published(NOW)


def test_published_edition_takes_no_file(staff):
    edition = EditionFactory()

    response = staff.post(
        of("rendition-add", edition), {"language": "en", "format": "pdf", "upload": pdf()}
    )

    assert response.status_code == 422
    assert "begin the next edition" in response.text
