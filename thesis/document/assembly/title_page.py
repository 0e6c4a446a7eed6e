"""The title page and the properties of the document, as metadata of pandoc."""

from __future__ import annotations

from thesis.diagnostics.place import PlacedText, place_of
from thesis.document import pandoc
from thesis.document.pandoc import Element
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
        "candidate": candidate(thesis, words),
        "lang": thesis.language,
        "label-contents": words["contents"],
        "label-words": words["length"][unit],
        "label-draft": words["draft"],
    }
    meta = {name: pandoc.meta_string(text) for name, text in texts.items() if text}
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
        return labelled(words, "candidate", thesis.candidate)
    return str(words["anonymous"])


def supervisors(thesis: TitlePage, words: Labels) -> str:
    """«Veileder: Kari Ås», «Veiledere: Kari Ås og Bo Li»; "" where none is named."""
    given = thesis.supervisor
    if not given:
        return ""
    names = [given] if isinstance(given, str) else given
    between = f" {words['and']} "
    listed = between.join(filter(None, [", ".join(names[:-1]), names[-1]]))
    told = PlacedText(listed, place_of(names[0]))
    return labelled(words, "supervisors" if between in told else "supervisor", told)


def labelled(words: Labels, name: str, value: object) -> str:
    """«Emne: VPL3000»; "" without a value."""
    return PlacedText(f"{words[name]}: {value}", place_of(value)) if value else ""
