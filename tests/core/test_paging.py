"""Pages of lists."""

from django.template.loader import render_to_string

from core.paging import ListPaginator


def test_a_list_that_can_be_leafed_through_has_all_its_pages():
    paginator = ListPaginator(range(101), 50)

    assert (paginator.num_pages, paginator.reach, paginator.is_cut) == (3, 101, False)


def test_a_list_too_long_to_leaf_through_ends_at_its_reach_and_says_so():
    paginator = ListPaginator(range(10_050), 50)

    said = render_to_string("components/out_of_reach.html", {"paginator": paginator})

    assert (paginator.num_pages, paginator.reach, paginator.is_cut) == (200, 10_000, True)
    assert list(paginator.get_page(50_000)) == list(range(9_950, 10_000))
    assert "Narrow the list by its filters" in said


def test_pages_of_one_row_each_reach_as_far():
    assert ListPaginator(range(20_000), 1).num_pages == 10_000
