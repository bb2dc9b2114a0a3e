"""Addresses of the library of publications."""

from django.urls import include, path

from publications.views import (
    chasers,
    circulations,
    copy_orders,
    editions,
    files,
    library,
    links,
    making,
    posted_photos,
    publications,
    publishing,
    reach,
    reading,
    recordings,
    renditions,
    reviews,
    stock,
    writing,
)

app_name = "publications"

_EDITION = "<int:publication_id>/editions/<int:number>/"

# Here, at <publication_id>/ and beneath it
publication_urls = [
    path("<int:publication_id>/", publications.publication_detail, name="publication-detail"),
    path(_EDITION, publications.edition_detail, name="edition-detail"),
]

# Here, beside them: what staff write
writing_urls = [
    path("new/", writing.publication_create, name="publication-create"),
    path("making/", making.making_list, name="making-list"),
    path("<int:publication_id>/edit/", writing.publication_edit, name="publication-edit"),
    path("<int:publication_id>/archive/", writing.publication_archive, name="publication-archive"),
    path("<int:publication_id>/restore/", writing.publication_restore, name="publication-restore"),
    path("<int:publication_id>/delete/", writing.publication_delete, name="publication-delete"),
    path("<int:publication_id>/editions/new/", editions.edition_create, name="edition-create"),
    path(f"{_EDITION}edit/", editions.edition_edit, name="edition-edit"),
    path(f"{_EDITION}discard/", editions.edition_discard, name="edition-discard"),
    path(f"{_EDITION}reopen/", editions.edition_reopen, name="edition-reopen"),
    path(f"{_EDITION}add/", renditions.rendition_add, name="rendition-add"),
    path(f"{_EDITION}review/", reviews.review_ask, name="review-ask"),
    path(f"{_EDITION}publish/", publishing.edition_publish, name="edition-publish"),
    path(f"{_EDITION}unschedule/", publishing.edition_unschedule, name="edition-unschedule"),
    path(f"{_EDITION}expire/", publishing.edition_expire, name="edition-expire"),
    path(f"{_EDITION}withdraw/", publishing.edition_withdraw, name="edition-withdraw"),
    path(
        "renditions/<int:rendition_id>/describe/",
        renditions.rendition_describe,
        name="rendition-describe",
    ),
    path(
        "renditions/<int:rendition_id>/exempt/",
        renditions.rendition_exempt,
        name="rendition-exempt",
    ),
    path(
        "renditions/<int:rendition_id>/remove/",
        renditions.rendition_remove,
        name="rendition-remove",
    ),
    path("reviews/<int:review_id>/", reviews.review_answer, name="review-answer"),
    path("reviews/<int:review_id>/recall/", reviews.review_recall, name="review-recall"),
]

# Here as well: links for outsiders
link_urls = [
    path("<int:publication_id>/links/", links.outsider_links, name="outsider-links"),
    path(
        "<int:publication_id>/links/<int:link_id>/revoke/",
        links.outsider_link_revoke,
        name="outsider-link-revoke",
    ),
    path("outside/<str:token>/", links.outside, name="outside"),
    path("outside/<str:token>/<int:rendition_id>/", links.outside_file, name="outside-file"),
]

# files/
file_urls = [
    path("<int:rendition_id>/", files.rendition_file, name="rendition-file"),
    path("<int:rendition_id>/preview/", files.rendition_preview, name="rendition-preview"),
    path("captions/<int:captions_id>/", files.captions_file, name="captions-file"),
]

# Circulations, and what a reader is asked to read
circulation_urls = [
    path("circulations/", circulations.circulation_list, name="circulation-list"),
    path("circulations/create/", circulations.circulation_create, name="circulation-create"),
    path(
        "circulations/<int:circulation_id>/",
        circulations.circulation_detail,
        name="circulation-detail",
    ),
    path(
        "circulations/<int:circulation_id>/edit/",
        circulations.circulation_edit,
        name="circulation-edit",
    ),
    path(
        "circulations/<int:circulation_id>/send/",
        circulations.circulation_send,
        name="circulation-send",
    ),
    path(
        "circulations/<int:circulation_id>/end/",
        circulations.circulation_end,
        name="circulation-end",
    ),
    path(
        "circulations/<int:circulation_id>/cancel/",
        circulations.circulation_cancel,
        name="circulation-cancel",
    ),
    path(
        "circulations/<int:circulation_id>/reach/",
        reach.circulation_reach,
        name="circulation-reach",
    ),
    path(
        "circulations/<int:circulation_id>/chase/",
        chasers.circulation_chase,
        name="circulation-chase",
    ),
    path("my-reading/", reading.my_reading, name="my-reading"),
    path("<int:publication_id>/acknowledge/", reading.acknowledge, name="publication-acknowledge"),
]

# renditions/
recording_urls = [
    path("<int:rendition_id>/watching/", recordings.rendition_watching, name="rendition-watching"),
    path("<int:rendition_id>/captions/", recordings.rendition_captions, name="rendition-captions"),
    path("<int:rendition_id>/poster/", recordings.rendition_poster, name="rendition-poster"),
    path("<int:rendition_id>/convert/", recordings.rendition_convert, name="rendition-convert"),
    path("captions/<int:captions_id>/remove/", recordings.captions_remove, name="captions-remove"),
]

# copies/
copy_urls = [
    path("", stock.stock_list, name="stock-list"),
    path("new/", stock.stock_create, name="stock-create"),
    path("<int:stock_id>/", stock.stock_detail, name="stock-detail"),
    path("<int:stock_id>/edit/", stock.stock_edit, name="stock-edit"),
    path("<int:stock_id>/receive/", stock.stock_receive, name="stock-receive"),
    path("<int:stock_id>/correct/", stock.stock_correct, name="stock-correct"),
    path("<int:stock_id>/allot/", stock.stock_allot, name="stock-allot"),
    path("<int:stock_id>/order/", copy_orders.copy_order_create, name="copy-order-create"),
    path("to-order/", copy_orders.copies_to_order, name="copies-to-order"),
    path("our-orders/", copy_orders.own_copy_orders, name="own-copy-orders"),
    path("orders/", copy_orders.copy_order_list, name="copy-order-list"),
    path("orders/<int:order_id>/", copy_orders.copy_order_detail, name="copy-order-detail"),
    path(
        "orders/<int:order_id>/withdraw/",
        copy_orders.copy_order_withdraw,
        name="copy-order-withdraw",
    ),
    path(
        "orders/<int:order_id>/confirm/", copy_orders.copy_order_confirm, name="copy-order-confirm"
    ),
    path("orders/<int:order_id>/send/", copy_orders.copy_order_send, name="copy-order-send"),
    path(
        "orders/<int:order_id>/take-back/",
        copy_orders.copy_order_take_back,
        name="copy-order-take-back",
    ),
    path(
        "orders/<int:order_id>/decline/", copy_orders.copy_order_decline, name="copy-order-decline"
    ),
    path(
        "orders/<int:order_id>/photographs/", copy_orders.posted_photo_add, name="posted-photo-add"
    ),
    path("photographs/", posted_photos.posted_photo_list, name="posted-photo-list"),
    path("photographs/<int:photo_id>/", posted_photos.posted_photo_file, name="posted-photo-file"),
    path(
        "photographs/<int:photo_id>/remove/",
        posted_photos.posted_photo_remove,
        name="posted-photo-remove",
    ),
]

urlpatterns = [
    path("", library.library, name="library"),
    path("", include(publication_urls)),
    path("", include(circulation_urls)),
    path("files/", include(file_urls)),
    path("", include(writing_urls)),
    path("", include(link_urls)),
    path("renditions/", include(recording_urls)),
    path("copies/", include(copy_urls)),
]
