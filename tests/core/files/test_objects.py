"""Files in a store of objects: a server on this machine, spoken to over HTTP as S3 is."""

import datetime as dt
import warnings

import boto3
import pytest
from django.core.files.storage import default_storage
from django.test import RequestFactory
from django.utils import timezone

from core import files
from core.files import FileKind
from tests import uploads
from tests.clock import NOW
from tests.factories import PersonFactory

with warnings.catch_warnings():
    # It asks for the parts of other services, too.
    warnings.simplefilter("ignore", UserWarning)
    from moto.server import ThreadedMotoServer


@pytest.fixture(scope="module")
def endpoint():
    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def store_of_objects(endpoint, settings):
    access = {"endpoint_url": endpoint, "region_name": "us-east-1"}
    client = boto3.client("s3", aws_access_key_id="key", aws_secret_access_key="secret", **access)
    client.create_bucket(Bucket="files")
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {
            "BACKEND": "core.files.objects.ObjectStorage",
            "OPTIONS": {
                "bucket_name": "files",
                "access_key": "key",
                "secret_key": "secret",
                "addressing_style": "path",
                "signature_version": "s3v4",
                "default_acl": None,
                "file_overwrite": False,
                **access,
            },
        },
    }
    yield client
    client.close()


def names(client):
    return [each["Key"] for each in client.list_objects_v2(Bucket="files").get("Contents", [])]


def kept(upload):
    return files.store(upload, kinds=set(FileKind), by=PersonFactory().user, now=NOW)


def test_film_is_kept_and_every_part_of_it_is_given(db, store_of_objects):
    upload = uploads.clip("film.mp4")
    content = upload.read()

    film = kept(upload)

    assert names(store_of_objects) == [film.file.name]
    for first, last in ((0, 0), (5, 4999), (0, len(content) - 1)):
        request = RequestFactory().get("/", headers={"Range": f"bytes={first}-{last}"})
        response = files.serve(film, inline=True, request=request)
        assert b"".join(response.streaming_content) == content[first : last + 1]
    whole = files.serve(film)
    assert b"".join(whole.streaming_content) == content


def test_photograph_and_pdf_are_kept_and_read_back(db, store_of_objects):
    for upload in (uploads.photograph(), uploads.pdf()):
        stored = kept(upload)
        with default_storage.open(stored.file.name) as file:
            assert len(file.read()) == stored.size


def test_what_is_left_behind_is_swept_after_a_day(db, store_of_objects):
    # The store says by its own clock when a file came.
    now = timezone.localtime()
    left_behind = f"{now:%Y/%m}/left-behind"
    store_of_objects.put_object(Bucket="files", Key=left_behind, Body=b"x")

    files.sweep(now + dt.timedelta(hours=23))
    assert left_behind in names(store_of_objects)

    files.sweep(now + dt.timedelta(hours=25))
    assert left_behind not in names(store_of_objects)
