"""What a page says, for tests to compare."""

import re


def words(html) -> str:
    """The text of a page or a piece of one, its tags and extra blanks taken away."""
    html = html if isinstance(html, str) else html.content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def rows(response) -> list[list[str]]:
    """The cells of a page's table."""
    body = re.search(r"<tbody>(.*)</tbody>", response.content.decode(), re.DOTALL)
    return [
        [words(cell) for cell in re.findall(r"<td.*?</td>", row, re.DOTALL)]
        for row in re.findall(r"<tr.*?</tr>", body[1] if body else "", re.DOTALL)
    ]
