"""Links for outsiders."""

import datetime as dt
import logging

import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse

from core.models import AuditEntry
from integrity.logs import WithoutSecretAddresses
from people.roles import Role
from publications import actions
from publications.models import OutsiderLink, Publication
from publications.models.links import hash_of
from publications.rules import LinkRefused
from publications.views.links import TRIES_IN_A_MINUTE
from tests.clock import NOW
from tests.factories import EditionFactory, PublicationFactory, UserFactory, person_with_role
from tests.publications.factories import RenditionFactory, draft
from tests.refusals import refused_by
from tests.uploads import pdf

pytestmark = pytest.mark.django_db

WEEK = dt.timedelta(days=7)


@pytest.fixture(autouse=True)
def clock():
    cache.clear()
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def by():
    return person_with_role(Role.PROGRAMME_STAFF).user


@pytest.fixture
def staff(as_role):
    return as_role(Role.PROGRAMME_STAFF)


def make(publication, by, edition=None, expires_at=NOW + WEEK):
    return actions.make_outsider_link(
        publication_id=publication.pk,
        edition=edition,
        purpose="Printer",
        expires_at=expires_at,
        by=by,
        now=NOW,
    )


def outside(token):
    return reverse("publications:outside", args=[token])


def links_of(publication):
    return reverse("publications:outsider-links", args=[publication.pk])


def test_link_shows_the_newest_edition_to_nobody_in_particular(client, by):
    publication = PublicationFactory(title_en="Gifts")
    RenditionFactory(edition=publication.editions.get())
    link, token = make(publication, by)

    response = client.get(outside(token))

    assert response.status_code == 200
    assert "Gifts" in response.text
    assert "<nav" not in response.text
    assert 'href="/publications/' not in response.text
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert response.headers["Cache-Control"] == "private, no-store"
    link.refresh_from_db()
    assert (link.openings, link.last_opened_at) == (1, NOW)
    assert AuditEntry.objects.filter(action="publications.outsider_link_opened").count() == 1


def test_other_site_of_a_publication_is_a_link_to_follow(client, by):
    publication = PublicationFactory()
    edition = publication.editions.get()
    RenditionFactory(edition=edition, format="link", link="https://www.example.gov.hk/guide")
    _link, token = make(publication, by)

    page = client.get(outside(token)).content.decode()

    assert '<a href="https://www.example.gov.hk/guide" rel="noreferrer">' in page


def test_only_the_hash_of_the_secret_is_kept(by):
    link, token = make(PublicationFactory(), by)

    assert link.token_hash == hash_of(token)
    entry = AuditEntry.objects.get(action="publications.outsider_link_made")
    assert token not in str(entry.details)


def test_link_follows_the_newest_edition_or_stays_at_its_own(client, by):
    publication = PublicationFactory()
    first = publication.editions.get()
    _, following = make(publication, by)
    _, staying = make(publication, by, edition=first)
    second = EditionFactory(publication=publication, number=2)

    assert client.get(outside(following)).context["edition"] == second
    assert client.get(outside(staying)).context["edition"] == first


def test_link_to_a_draft_shows_it_before_it_is_published(client, by):
    edition = draft()

    with pytest.raises(LinkRefused, match="No edition is published yet"):
        make(edition.publication, by)
    _, token = make(edition.publication, by, edition=edition)

    assert client.get(outside(token)).status_code == 200


def test_file_is_served_by_a_link_that_shows_it_and_by_no_other(client, by):
    publication = PublicationFactory(edition=None)
    edition = EditionFactory(publication=publication, in_the_making=True)
    stored = actions.keep_rendition_file(publication=publication, upload=pdf(), by=by, now=NOW)
    rendition = RenditionFactory(edition=edition, format="pdf", link="", stored=stored)
    _, token = make(publication, by, edition=edition)
    _, other = make(PublicationFactory(), by)

    def file(secret, key):
        return client.get(reverse("publications:outside-file", args=[secret, key]))

    response = file(token, rendition.pk)
    assert b"".join(response.streaming_content).startswith(b"%PDF-")
    assert response.headers["Referrer-Policy"] == "no-referrer"
    assert file(other, rendition.pk).status_code == 404
    assert file(token, rendition.pk + 1).status_code == 404
    assert file("wrong", rendition.pk).status_code == 404


def test_wrong_expired_and_revoked_links_lead_nowhere(client, by, clock):
    publication = PublicationFactory()
    link, token = make(publication, by)
    assert client.get(outside(token)).status_code == 200

    assert client.get(outside("wrong")).status_code == 404
    assert client.get(outside(link.token_hash)).status_code == 404

    clock.move_to(NOW + WEEK)
    assert client.get(outside(token)).status_code == 404

    clock.move_to(NOW)
    actions.revoke_outsider_link(link_id=link.pk, by=by, now=NOW)
    actions.revoke_outsider_link(link_id=link.pk, by=by, now=NOW)
    assert client.get(outside(token)).status_code == 404


@pytest.mark.parametrize(
    "fields",
    [
        {"licence_ends_on": NOW.date()},
        {"consent_ends_on": NOW.date()},
        {"archived_at": NOW},
    ],
)
def test_link_shows_nothing_archived_or_past_its_rights(client, by, fields):
    publication = PublicationFactory()
    _, token = make(publication, by)
    if "archived_at" in fields:
        fields = {**fields, "archived_by": by}

    Publication.objects.update(**fields)

    assert client.get(outside(token)).status_code == 404


def test_link_does_not_show_a_withdrawn_edition(client, by):
    edition = EditionFactory()
    _, token = make(edition.publication, by, edition=edition)

    actions.withdraw_edition(edition_id=edition.pk, reason="Wrong.", by=by, now=NOW)

    assert client.get(outside(token)).status_code == 404


def test_whoever_tries_too_often_has_to_wait(client, by):
    _, token = make(PublicationFactory(), by)
    for _ in range(TRIES_IN_A_MINUTE):
        assert client.get(outside("guess")).status_code == 404

    refused = client.get(outside(token) + "?language=zh-hant")
    assert refused.status_code == 429
    assert (
        '<a href="?language=en" lang="en" aria-label="English">EN</a>' in refused.content.decode()
    )


def test_an_outsider_reads_in_the_language_asked_for(client, by):
    publication = PublicationFactory(title_zh_hant="誠信手冊")
    _, token = make(publication, by)

    page = client.get(outside(token) + "?language=zh-hant").content.decode()

    assert '<html lang="zh-Hant">' in page
    assert "誠信手冊" in page


def test_fetching_a_file_through_a_link_is_written_down(client, by):
    publication = PublicationFactory(edition=None)
    edition = EditionFactory(publication=publication, in_the_making=True)
    stored = actions.keep_rendition_file(publication=publication, upload=pdf(), by=by, now=NOW)
    rendition = RenditionFactory(edition=edition, format="pdf", link="", stored=stored)
    link, token = make(publication, by, edition=edition)
    address = reverse("publications:outside-file", args=[token, rendition.pk])

    client.get(address, headers={"Range": "bytes=0-9"})
    client.get(address, headers={"Range": "bytes=10-19"})

    entry = AuditEntry.objects.get(action="publications.outsider_file_fetched")
    assert (entry.object_id, entry.details) == (link.pk, {"rendition": rendition.pk})


def test_secret_is_in_no_log():
    record = logging.LogRecord(
        "django.request", logging.ERROR, "", 0, "%s: %s",
        ("Internal Server Error", "/publications/outside/s3cret/7/"), None,
    )  # fmt: skip

    WithoutSecretAddresses().filter(record)

    assert record.getMessage() == "Internal Server Error: /publications/outside/…/7/"


def test_staff_make_a_link_that_is_shown_once(staff):
    publication = PublicationFactory()

    made = staff.post(links_of(publication), {"purpose": "Printer", "last_day": "2026-12-01"})

    link = OutsiderLink.objects.get()
    assert link.expires_at == dt.datetime(2026, 12, 1, 16, 0, tzinfo=dt.UTC)
    address = made.context["address"]
    assert hash_of(address.rstrip("/").rpartition("/")[2]) == link.token_hash
    assert address in made.text
    page = staff.get(links_of(publication)).text
    assert address not in page
    assert "until 1 December 2026" in page


@pytest.mark.parametrize(
    ("last_day", "why"),
    [("2026-11-20", "That day has passed."), ("2028-01-01", "A link lasts a year at most.")],
)
def test_link_lasts_a_while(staff, last_day, why):
    refused = staff.post(
        links_of(PublicationFactory()), {"purpose": "Printer", "last_day": last_day}
    )

    assert refused.status_code == 422
    assert why in refused.text


def test_other_body_and_auditor_see_links_and_make_none(as_role):
    publication = PublicationFactory()
    for role in (Role.ICAC_STAFF, Role.AUDITOR):
        reader = as_role(role)
        assert "Make a link" not in reader.get(links_of(publication)).text
        sent = {"purpose": "Printer", "last_day": "2026-12-01"}
        assert reader.post(links_of(publication), sent).status_code == 403


def test_link_is_revoked_from_its_page(staff, by):
    publication = PublicationFactory()
    link, _ = make(publication, by)
    revoke = reverse("publications:outsider-link-revoke", args=[publication.pk, link.pk])

    assert "leads nowhere from now on" in staff.post(revoke, follow=True).text
    assert "Revoked" in staff.get(links_of(publication)).text
    elsewhere = reverse(
        "publications:outsider-link-revoke", args=[PublicationFactory().pk, link.pk]
    )
    assert staff.post(elsewhere).status_code == 404


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"purpose": ""}, "publications_outsider_link_has_a_purpose"),
        ({"token_hash": "secret"}, "publications_outsider_link_keeps_a_hash"),
        ({"expires_at": NOW}, "publications_outsider_link_expires_after_it_is_made"),
        ({"revoked_at": NOW}, "publications_outsider_link_revoked_by_and_when"),
        ({"openings": 1}, "publications_outsider_link_opened_when"),
    ],
)
def test_database_keeps_links_whole(fields, name):
    values = {
        "publication": PublicationFactory(),
        "purpose": "Printer",
        "token_hash": "0" * 64,
        "created_at": NOW,
        "created_by": UserFactory(),
        "expires_at": NOW + WEEK,
        **fields,
    }
    with refused_by(name):
        OutsiderLink.objects.create(**values)
