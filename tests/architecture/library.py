"""What belongs to others in the library: rows and things for test_object_matrix.py."""

from tests.publications.factories import (
    PostedPhotoFactory,
    RecipientFactory,
    ReviewFactory,
    VideoFactory,
    publication_for,
)

LIBRARY = "publications"
PUBLICATION, EDITION = ("publication_id",), ("publication_id", "number")

# Address, what its arguments are, who gets in, who does not, and what the latter is told.
OUT_OF_REACH = [
    *(
        (f"{LIBRARY}:{name}", (argument,), "officer", "officer_elsewhere", 404)
        for name, argument in (
            ("rendition-file", "rendition_id"),
            ("rendition-preview", "rendition_id"),
            ("captions-file", "captions_id"),
            ("rendition-watching", "rendition_id"),
        )
    ),
    (f"{LIBRARY}:publication-detail", PUBLICATION, "officer", "officer_elsewhere", 404),
    (f"{LIBRARY}:edition-detail", EDITION, "officer", "officer_elsewhere", 404),
    *[
        (f"{LIBRARY}:{name}", PUBLICATION, "staff", "icac", 403)
        for name in (
            "publication-edit",
            "publication-archive",
            "publication-delete",
            "edition-create",
        )
    ],
    *[
        (f"{LIBRARY}:{name}", EDITION, "staff", "icac", 403)
        for name in (
            "edition-edit",
            "edition-discard",
            "edition-publish",
            "edition-expire",
            "edition-withdraw",
            "rendition-add",
            "review-ask",
        )
    ],
    (f"{LIBRARY}:rendition-describe", ("rendition_id",), "staff", "icac", 403),
    (f"{LIBRARY}:rendition-exempt", ("rendition_id",), "staff", "icac", 403),
    (f"{LIBRARY}:rendition-captions", ("rendition_id",), "staff", "icac", 403),
    (f"{LIBRARY}:rendition-convert", ("rendition_id",), "staff", "icac", 403),
    (f"{LIBRARY}:captions-remove", ("captions_id",), "staff", "icac", 403),
    *(
        (f"{LIBRARY}:{name}", ("circulation_id",), who, f"{who}_elsewhere", 404)
        for name in ("circulation-detail", "circulation-reach")
        for who in ("coordinator", "ethics_officer", "assistant", "head")
    ),
    *(
        (f"{LIBRARY}:circulation-chase", ("circulation_id",), who, f"{who}_elsewhere", 404)
        for who in ("coordinator", "ethics_officer")
    ),
    *(
        (f"{LIBRARY}:{name}", (argument,), who, f"{who}_elsewhere", 404)
        for who in ("coordinator", "ethics_officer", "assistant")
        for name, argument in (
            ("copy-order-detail", "copy_order_id"),
            ("copy-order-withdraw", "copy_order_id"),
            ("copy-order-confirm", "copy_order_id"),
            ("posted-photo-add", "copy_order_id"),
            ("posted-photo-file", "photo_id"),
            ("posted-photo-remove", "photo_id"),
            ("copy-order-create", "stock_id"),
        )
    ),
]

# Whoever has the role for these reaches every one of them.
WITHIN_REACH = {
    "publications:stock-detail",
    "publications:stock-edit",
    "publications:stock-receive",
    "publications:stock-correct",
    "publications:stock-allot",
    "publications:copy-order-send",
    "publications:copy-order-take-back",
    "publications:copy-order-decline",
    "publications:publication-restore",  # opened as pages, these lead to what they change
    "publications:edition-reopen",
    "publications:edition-unschedule",
    "publications:rendition-remove",
    "publications:rendition-poster",
    "publications:review-answer",  # of the other body: tests/publications/views/test_reviews.py
    "publications:review-recall",
    "publications:outsider-links",
    "publications:outsider-link-revoke",
    "publications:publication-acknowledge",  # opened as a page, it leads to the publication
    "publications:circulation-edit",
    "publications:circulation-send",
    "publications:circulation-end",
    "publications:circulation-cancel",
}


def things_of(department, people):
    """The ids of a publication for one department, of its video, and of what belongs to them."""
    publication = publication_for(department)
    edition = publication.editions.get()
    video = VideoFactory(edition=edition)
    photo = PostedPhotoFactory(order__department=department, order__stock__edition=edition)
    return {
        "publication_id": publication.pk,
        "rendition_id": video.pk,
        "captions_id": video.captions.get().pk,
        "review_id": ReviewFactory().pk,
        "circulation_id": RecipientFactory(person=people["officer"]).round.circulation_id,
        "stock_id": photo.order.stock_id,
        "copy_order_id": photo.order_id,
        "photo_id": photo.pk,
    }
