"""Addresses of lists: kept without host, page and file, and only if a page of ours is there."""

import pytest

from reporting.addresses import Address


def test_an_address_keeps_the_view_what_it_is_told_and_its_filters():
    address = Address.of("/people/?q=chan&level=middle&page=3&export=csv")

    assert address == Address("people:person-list", {}, "q=chan&level=middle")
    assert address.url == "/people/?q=chan&level=middle"
    assert address.as_file("xlsx") == "/people/?q=chan&level=middle&export=xlsx"


def test_an_address_of_one_thing_keeps_which():
    address = Address.of("/publications/circulations/7/reach/")

    assert address.kwargs == {"circulation_id": 7}
    assert address.url == "/publications/circulations/7/reach/"
    assert address.as_file("csv") == "/publications/circulations/7/reach/?export=csv"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "system/people/",
        "https://elsewhere.example/people/",
        "//elsewhere.example/people/",
        "/\\elsewhere.example",
        "javascript:alert(1)",
        "http://[broken",
        "/no/such/page/",
        "/people/?q=" + "x" * 4001,
    ],
)
def test_what_is_no_page_of_ours_is_no_address(text):
    assert Address.of(text) is None


def test_an_address_whose_page_this_release_no_longer_has_leads_nowhere():
    address = Address("people:gone", {"person_id": 1}, "q=x")

    assert (address.path, address.match) == ("", None)


def test_the_same_address_has_the_same_digest_and_another_has_another():
    first = Address("a", {"x": 1, "y": 2}, "q=1")

    assert first.digest == Address("a", {"y": 2, "x": 1}, "q=1").digest
    assert first.digest != Address("a", {"x": 1, "y": 2}, "q=2").digest
