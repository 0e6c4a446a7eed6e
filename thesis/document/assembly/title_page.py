"""The title page and the properties of the document, as metadata of pandoc."""

from collections.abc import Sequence

from thesis.diagnostics.place import PlacedText, place_of
from thesis.document import pandoc
from thesis.document.pandoc import Element
from thesis.document.render import grammar, short
from thesis.document.word_count import Unit
from thesis.input.labels import Labels
from thesis.model.records import TitlePage


def metadata(thesis: TitlePage, words: Labels, unit: Unit = "words") -> dict[str, Element]:
    """What the title page and the document's properties say, for every format's template.

    Args:
        unit: what the length of the thesis is measured in.
    """
    texts = {
        "title": thesis.title,
        "subtitle": thesis.genre,
        "institution": thesis.institution,
        "faculty": thesis.faculty,
        "department": thesis.department,
        "programme": labelled(words, "programme", thesis.programme),
        "course": labelled(words, "course", thesis.course),
        "supervisor": supervisors(thesis, words),
        "place-date": PlacedText(
            f"{thesis.place}, {thesis.term} {thesis.year}", place_of(thesis.place)
        ),
        "handed-in": dated(thesis, words, "handed_in", thesis.handed_in),
        "embargo": dated(thesis, words, "embargo", thesis.embargo),
        "candidate": candidate(thesis, words),
        "lang": thesis.language,
        "label-contents": words["contents"],
        "label-words": words["length"][unit],
        "label-draft": words["draft"],
    }
    meta = {name: pandoc.meta_string(text) for name, text in texts.items() if text}
    if thesis.logo:
        meta["logo"] = pandoc.meta_picture(thesis.logo.file, thesis.logo.alt, thesis.logo.width)
    if thesis.authors:
        meta["author"] = pandoc.meta_list(thesis.authors)
    language = thesis.language.split("-")[0]
    meta["keywords"] = pandoc.meta_list(thesis.keywords.get(language, []))
    return meta


def candidate(thesis: TitlePage, words: Labels) -> str:
    """What stands in place of a name in an anonymous hand-in."""
    if thesis.authors:
        return ""
    if thesis.candidate:
        given = thesis.candidate
        numbers = [*map(str, given)] if isinstance(given, list) else [given]
        return labelled(words, "candidate", _listed(numbers, words))
    return str(words["anonymous"])


def supervisors(thesis: TitlePage, words: Labels) -> str:
    """«Veileder: Kari Ås», «Veiledere: Kari Ås og Bo Li»; "" where none is named."""
    if not (given := thesis.supervisor):
        return ""
    told = _listed([given] if isinstance(given, str) else given, words)
    several = f" {words['and']} " in str(told)
    return labelled(words, "supervisors" if several else "supervisor", told)


def _listed(names: Sequence[object], words: Labels) -> object:
    """«A, B og C», which knows the place of the first; the one name as it is."""
    if len(names) == 1:
        return names[0]
    texts = [str(name) for name in names]
    listed = f"{', '.join(texts[:-1])} {words['and']} {texts[-1]}"
    return PlacedText(listed, place_of(names[0]))


def dated(thesis: TitlePage, words: Labels, name: str, day: str) -> str:
    """«Innlevert 20. mai 2026»; "" without a day."""
    if not day:
        return ""
    written = grammar(short(thesis.language)).date(day, "long")
    return PlacedText(str(words[name]).format(date=written), place_of(day))


def labelled(words: Labels, name: str, value: object) -> str:
    """«Emne: VPL3000»; "" without a value."""
    return PlacedText(f"{words[name]}: {value}", place_of(value)) if value else ""
