"""Every byte of the library, asked for by its direct address: by every role, and by nobody."""

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.urls import reverse

from people.roles import Role
from publications.models import Rendition
from tests.clock import NOW, at
from tests.factories import DepartmentFactory, EditionFactory, UserFactory, person_with_role
from tests.files import content_of
from tests.publications.factories import (
    RenditionFactory,
    VideoFactory,
    kept,
    publication_for,
)
from tests.uploads import pdf

pytestmark = pytest.mark.django_db

STAFF = {Role.PROGRAMME_STAFF, Role.ICAC_STAFF, Role.AUDITOR}


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def addresses(video):
    """The direct addresses of a video, of the picture of it and of its captions."""
    return [
        reverse("publications:rendition-file", args=[video.pk]),
        reverse("publications:rendition-preview", args=[video.pk]),
        reverse("publications:captions-file", args=[video.captions.get().pk]),
    ]


def answers(client, video):
    responses = [client.get(address) for address in addresses(video)]
    for response in responses:
        assert response.status_code != 200 or content_of(response)
    return {response.status_code for response in responses}


@pytest.fixture
def department():
    return DepartmentFactory()


@pytest.fixture
def videos(department):
    """Of one publication for a department: what is read now, what was before, and what comes."""
    publication = publication_for(department)
    first = publication.editions.get()
    second = EditionFactory(
        publication=publication, number=2, change="material", what_changed_en="More."
    )
    draft = EditionFactory(
        publication=publication,
        number=3,
        change="material",
        what_changed_en="Yet more.",
        in_the_making=True,
    )
    return {
        "old": VideoFactory(edition=first),
        "newest": VideoFactory(edition=second),
        "draft": VideoFactory(edition=draft),
        "expired": VideoFactory(edition__expires_at=at("2026-01-01")),
        "past its licence": VideoFactory(
            edition__publication__licence_ends_on=at("2026-01-01").date()
        ),
        "of an archived publication": VideoFactory(
            edition__publication__archived_at=NOW,
            edition__publication__archived_by=UserFactory(),
        ),
    }


@pytest.mark.parametrize("role", sorted(Role))
def test_each_role_gets_the_newest_of_what_is_for_it_and_staff_get_all(
    sign_in, department, videos, role
):
    client = sign_in(person_with_role(role, department))

    got = {name: answers(client, video) for name, video in videos.items()}

    everything = {key: {200} for key in videos}
    assert got == (
        everything if role in STAFF else {key: {404} for key in videos} | {"newest": {200}}
    )


@pytest.mark.parametrize("role", sorted(set(Role) - STAFF))
def test_nothing_is_given_to_those_elsewhere(sign_in, videos, role):
    client = sign_in(person_with_role(role))

    assert [answers(client, video) for video in videos.values()] == [{404}] * len(videos)


def test_nobody_gets_anything(client, videos):
    for video in videos.values():
        for address in addresses(video):
            response = client.get(address)
            assert (response.status_code, response.url) == (302, f"/accounts/login/?next={address}")


@pytest.mark.parametrize("address_of", [0, 1, 2])
def test_part_asked_for_is_the_same_bytes_as_in_the_file(as_role, address_of):
    video = VideoFactory()
    stored = [video.stored, video.conversion.preview, video.captions.get().stored][address_of]
    with default_storage.open(stored.file.name) as file:
        whole = file.read()
    client = as_role(Role.CIVIL_SERVANT)

    response = client.get(addresses(video)[address_of], headers={"Range": "bytes=5-24"})

    assert b"".join(response.streaming_content) == whole[5:25]
    assert (response.status_code, response["Content-Range"]) == (206, f"bytes 5-24/{len(whole)}")


def test_video_is_played_and_kept_under_its_name(as_role):
    video = VideoFactory()
    client = as_role(Role.CIVIL_SERVANT)

    shown, taken = (client.get(addresses(video)[0] + query) for query in ("", "?download"))

    assert (shown["Content-Type"], shown["Content-Disposition"]) == (
        "video/mp4", 'inline; filename="film.mp4"',
    )  # fmt: skip
    assert taken["Content-Disposition"] == 'attachment; filename="film.mp4"'
    assert content_of(shown) == content_of(taken)


def test_captions_are_captions(as_role):
    response = as_role(Role.CIVIL_SERVANT).get(addresses(VideoFactory())[2])

    assert response["Content-Type"] == "text/vtt"
    assert b"".join(response.streaming_content).startswith(b"WEBVTT")


def test_what_has_no_file_or_no_picture_answers_404(as_role):
    client = as_role(Role.CIVIL_SERVANT)
    link, booklet = RenditionFactory(), RenditionFactory(format="pdf", link="", stored=kept(pdf()))

    assert Rendition.objects.visible_to(client.get("/").wsgi_request.user).count() == 2
    assert [
        client.get(reverse(f"publications:{name}", args=[args])).status_code
        for name, args in (
            ("rendition-file", link.pk),
            ("rendition-preview", booklet.pk),
            ("captions-file", 0),
        )
    ] == [404, 404, 404]


def test_files_take_nothing(as_role):
    client = as_role(Role.PROGRAMME_STAFF)

    assert {client.post(address).status_code for address in addresses(VideoFactory())} == {405}


def test_head_and_nginx_are_answered_without_the_bytes(as_role, settings):
    client = as_role(Role.CIVIL_SERVANT)
    video = VideoFactory()

    head = client.head(addresses(video)[0])
    settings.FILES_BY_NGINX = True
    by_nginx = client.get(addresses(video)[0])

    assert (head["Content-Length"], head["Accept-Ranges"]) == (str(video.stored.size), "bytes")
    assert by_nginx["X-Accel-Redirect"] == f"/kept-files/{video.stored.file.name}"
    assert by_nginx.content == b""
