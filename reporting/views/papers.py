"""Papers as answers: which file is asked for in the address, and that file."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from reporting.rendering import Language, Paper

_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@dataclass(frozen=True)
class AskedPaper:
    """A file of a kind, docx or pdf, in a language."""

    kind: str
    language: Language


def paper_asked(request: HttpRequest) -> AskedPaper | None:
    """Give which paper the address asks for, such as `?paper=pdf&language=en`, if it does."""
    kind, language = request.GET.get("paper", ""), request.GET.get("language", "")
    if kind not in _TYPES or language not in set(Language):
        return None
    return AskedPaper(kind, Language(language))


def paper_answer(paper: Paper, asked: AskedPaper, name: str) -> HttpResponse:
    """Answer with a paper as a file; `name`, the language and the kind make its name."""
    # Here, for these take long to import, and most processes never make a paper.
    from reporting.rendering.docx import as_docx
    from reporting.rendering.pdf import as_pdf

    content = as_docx(paper) if asked.kind == "docx" else as_pdf(paper)
    file_name = f"{name}-{asked.language}.{asked.kind}"
    return HttpResponse(
        content,
        content_type=_TYPES[asked.kind],
        headers={"Content-Disposition": f'attachment; filename="{file_name}"'},
    )
