"""Addresses of returns, under ethics-officers/"""

from django.urls import URLPattern, URLResolver, path

from ethics_officers.views import figures, return_lists, returns

return_urls: list[URLPattern | URLResolver] = [
    path("returns/", return_lists.return_list, name="return-list"),
    path("returns/<int:return_id>/", returns.return_detail, name="return-detail"),
    path("returns/<int:return_id>/print/", returns.return_print, name="return-print"),
    path("returns/<int:return_id>/file/", returns.return_file, name="return-file"),
    path("returns/<int:return_id>/reopen/", returns.return_reopen, name="return-reopen"),
    path(
        "returns/<int:return_id>/filed/<int:number>/",
        returns.filed_return_detail,
        name="filed-return-detail",
    ),
    path(
        "returns/<int:return_id>/filed/<int:number>/footnotes/<int:question_id>/",
        returns.footnote_create,
        name="footnote-create",
    ),
    path(
        "departments/<int:department_id>/return/",
        returns.return_of_department,
        name="return-of-department",
    ),
    path(
        "departments/<int:department_id>/figures/<slug:key>/",
        figures.figure_detail,
        name="figure-detail",
    ),
]
