"""The message catalogues: `messages.py update|compile|check`. Needs Babel, not gettext.

`locale/zh_Hant` is translated by hand. `locale/zh_Hans` is made from it, but for what
`locale/zh_Hans/corrections.po` says better.
"""

import io
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import django
from babel.messages import Catalog, Message, extract, mofile, pofile
from django.conf import settings
from django.utils.translation.template import templatize
from opencc import OpenCC

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
TRADITIONAL = LOCALE / "zh_Hant" / "LC_MESSAGES" / "django.po"
SIMPLIFIED = LOCALE / "zh_Hans" / "LC_MESSAGES" / "django.po"
CORRECTIONS = LOCALE / "zh_Hans" / "corrections.po"

APPS = (
    "core",
    "people",
    "notifications",
    "publications",
    "training",
    "ethics_officers",
    "reporting",
    "integrity",
)
# Sample data is not part of the interface, and migrations repeat what models say.
LEFT_OUT = {"migrations", "sample"}
KEYWORDS = {
    **extract.DEFAULT_KEYWORDS,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
# Traditional text quotes with 「」 and 『』, Simplified with “” and ‘’.
QUOTATION_MARKS = str.maketrans("「」『』", "“”‘’")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")


def main(command: str) -> int:
    """Do what is asked; give the exit status."""
    if command == "update":
        return update()
    if command == "compile":
        return compile_all()
    if command == "check":
        return check()
    print("Say what to do: messages.py update, compile or check.", file=sys.stderr)
    return 2


def update() -> int:
    """Bring the catalogues in line with the code; new messages are left for a translator."""
    traditional = read(TRADITIONAL, "zh_Hant")
    traditional.update(extracted(), no_fuzzy_matching=True)
    traditional.obsolete.clear()
    write(TRADITIONAL, traditional)
    write(SIMPLIFIED, simplified(traditional))
    untranslated = [message for message in entries(traditional) if not is_translated(message)]
    print(f"{len(list(entries(traditional)))} messages, {len(untranslated)} to be translated.")
    return 0


def compile_all() -> int:
    """Write the binary catalogues that Django reads, where they are older than their source."""
    for source in (TRADITIONAL, SIMPLIFIED):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with target.open("wb") as file:
            mofile.write_mo(file, read(source, source.parts[-3]))
    return 0


def check() -> int:
    """Say what is wrong with the catalogues; the exit status is 1 if anything is."""
    faults = list(find_faults())
    for fault in faults:
        print(fault)
    if faults:
        print("Run `make messages`, translate what is empty in locale/zh_Hant, and run it again.")
    return 1 if faults else 0


def find_faults() -> Iterator[str]:
    traditional = read(TRADITIONAL, "zh_Hant")
    in_code = {key(message) for message in entries(extracted())}
    in_catalogue = {key(message) for message in entries(traditional)}
    for missing in sorted(in_code - in_catalogue):
        yield f"Not in the catalogue: {missing[1]!r}"
    for obsolete in sorted(in_catalogue - in_code):
        yield f"No longer in the code: {obsolete[1]!r}"
    for message in entries(traditional):
        if not is_translated(message):
            yield f"Not translated: {first(message.id)!r}"
        elif message.fuzzy:
            yield f"Marked as fuzzy: {first(message.id)!r}"
        elif lost := placeholders(message.id) ^ placeholders(message.string or ""):
            yield f"Differs in {', '.join(sorted(lost))}: {first(message.id)!r}"
    expected = {key(m): m.string for m in entries(simplified(traditional))}
    if {key(m): m.string for m in entries(read(SIMPLIFIED, "zh_Hans"))} != expected:
        yield "The Simplified catalogue is not what the Traditional one makes it."


def extracted() -> Catalog:
    """Give every message that code and templates show to users."""
    catalog = Catalog(charset="utf-8")
    for path in sources():
        options = {"encoding": "utf-8"}
        source = io.BytesIO(python_of(path).encode())
        for line, id_, comments, context in extract.extract(
            "python", source, KEYWORDS, ["Translators:"], options
        ):
            name = path.relative_to(ROOT).as_posix()
            catalog.add(id_, locations=[(name, line)], auto_comments=comments, context=context)
    return catalog


def sources() -> Iterator[Path]:
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if not LEFT_OUT & set(path.relative_to(ROOT).parts):
                yield path
    for pattern in ("*.html", "*.txt"):
        yield from sorted((ROOT / "templates").rglob(pattern))


def python_of(path: Path) -> str:
    """Give a source as something that Babel reads as Python; Django turns templates into it."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return text
    # Their indentation means nothing to Python, and would be an error to it.
    return "\n".join(line.strip() for line in templatize(text, origin=path.name).splitlines())


def simplified(traditional: Catalog) -> Catalog:
    """Give the Simplified catalogue that a Traditional one makes, corrections included."""
    characters = OpenCC("hk2s").convert

    def convert(text: str) -> str:
        return str(characters(text)).translate(QUOTATION_MARKS)

    corrections = read(CORRECTIONS, "zh_Hans")
    catalog = Catalog(locale="zh_Hans", charset="utf-8")
    for message in entries(traditional):
        correction = corrections.get(message.id, message.context)
        if correction and is_translated(correction):
            string = correction.string
        elif isinstance(message.string, tuple | list):
            string = tuple(convert(part) for part in message.string)
        else:
            string = convert(message.string or "")
        catalog.add(message.id, string, context=message.context)
    return catalog


def entries(catalog: Catalog) -> Iterator[Message]:
    """The messages of a catalogue, without its header."""
    return (message for message in catalog if message.id)


def key(message: Message) -> tuple[str, str]:
    return message.context or "", first(message.id)


def first(id_: str | Sequence[str]) -> str:
    return id_ if isinstance(id_, str) else id_[0]


def is_translated(message: Message) -> bool:
    return all(message.string) if isinstance(message.string, tuple) else bool(message.string)


def placeholders(text: str | Sequence[str]) -> set[str]:
    """Give the placeholders of a message; of one with a plural, those of the plural."""
    return set(PLACEHOLDER.findall(text if isinstance(text, str) else text[-1]))


def read(path: Path, locale: str) -> Catalog:
    if not path.exists():
        return Catalog(locale=locale, charset="utf-8")
    with path.open("rb") as file:
        return pofile.read_po(file, locale=locale)


def write(path: Path, catalog: Catalog) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        pofile.write_po(
            file, catalog, width=100, omit_header=True, sort_by_file=True, include_lineno=False
        )


if __name__ == "__main__":
    settings.configure(USE_I18N=False)
    django.setup()
    sys.exit(main(sys.argv[1] if len(sys.argv) == 2 else ""))
