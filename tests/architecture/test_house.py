"""How the house is kept: what no file of it may hold."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
APPS = (
    "integrity",
    "reporting",
    "ethics_officers",
    "training",
    "publications",
    "notifications",
    "people",
    "core",
)
CODE = [
    path
    for app in (*APPS, "benchmarks", "scripts", "tests")
    for path in sorted((ROOT / app).rglob("*.py"))
    if "migrations" not in path.parts
]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
PAGES = [path for path in TEMPLATES if "emails" not in path.parts and path.name != "layout.html"]

INLINE = re.compile(r"\sstyle=|<style|\son[a-z]+=\"|<script(?![^>]*\bsrc=)(?![^>]*json)")


def _name(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", CODE, ids=_name)
def test_no_file_of_code_has_grown_beyond_what_one_reads(path):
    assert len(path.read_text().splitlines()) <= 450


@pytest.mark.parametrize("path", PAGES, ids=_name)
def test_no_page_has_script_or_style_in_it(path):
    text = path.read_text()

    assert INLINE.findall(text) == []


def test_the_project_reads_nothing_outside_itself():
    outside = re.compile(r"\.\./shared|/work/|/opt/pypi")
    strays = [_name(path) for path in CODE if outside.search(path.read_text())]

    assert strays == [_name(Path(__file__))]
