"""The web page around the body: its title, contents and properties, and the sources of numbers."""

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypedDict

from markupsafe import Markup

from thesis.diagnostics.messages import language_of, said
from thesis.document import pandoc
from thesis.document.assembly import lists
from thesis.document.pandoc import Element
from thesis.formats import html_body, provenance, svg
from thesis.formats.html_body import ContentsEntry, Use
from thesis.formats.provenance import Origin
from thesis.input.labels import Labels
from thesis.model import display
from thesis.model.register import Register

NUMBER = re.compile(r"([\w-]+(?:\.[\w-]+)+ = (?:\[[^\]]*\]|[^\s;:,]+))[;:]? ")
"""What a rule on numbers begins with: the key and the value."""


def fields(meta: Mapping[str, Any]) -> dict[str, str]:
    """The metadata of the document as plain texts, lists joined."""
    return {
        name: ", ".join(pandoc.text([item]) for item in value["c"])
        if value["t"] == "MetaList"
        else pandoc.text([value])
        for name, value in meta.items()
    }


def logo(meta: Mapping[str, Any]) -> Markup:
    """The picture on the title page, or nothing."""
    if "logo" not in meta:
        return Markup()
    paragraph = [{"t": "Plain", "c": meta["logo"]["c"]}]
    html_body.embed(paragraph)
    return Markup(html_body.body(paragraph))


class TitleLines(TypedDict):
    """What stands above the text: the title, by whom it is, and the lines around them."""

    title: str
    subtitle: str
    head: list[str]
    by: list[str]
    below: list[str]


def title_page(meta: Mapping[str, str], words: int | float) -> TitleLines:
    """What stands above the text: lines above the title, by whom it is, and lines below."""

    def lines(*names: str) -> list[str]:
        return [meta[name] for name in names if meta.get(name)]

    return {
        "title": meta["title"],
        "subtitle": meta.get("subtitle", ""),
        "head": lines("institution", "faculty", "department"),
        "by": lines("author", "candidate"),
        "below": [
            *lines("programme", "course", "supervisor", "place-date", "handed-in", "embargo"),
            f"{meta['label-words']}: {display.digits(words, meta.get('lang', ''))}",
        ],
    }


def properties(meta: Mapping[str, str], date: str) -> list[tuple[str, str]]:
    """The metadata of the page for programs."""
    told = [
        ("author", meta.get("author") or meta.get("candidate", "")),
        ("description", ", ".join(filter(None, map(meta.get, ("subtitle", "institution"))))),
        ("keywords", meta.get("keywords", "")),
        ("date", date),
    ]
    return [(name, content) for name, content in told if content]


class UsePlace(NamedTuple):
    """Where a number is used: the id of its span, and the section."""

    target: str
    name: str


@dataclass(frozen=True)
class OriginEntry:
    """What the page tells of one number, or of two that are printed as one."""

    id: str
    text: str  # a share or a span as it is printed; "" for one number
    told: list[Origin]
    used: list[UsePlace]


def entries(uses: Sequence[Use], told: Mapping[str, Origin]) -> list[tuple[str, list[OriginEntry]]]:
    """What is told of each number, by kind; a share or a span of two is one of its own."""
    texts = {use.keys: use.text for use in reversed(uses) if len(use.keys) > 1}
    every = [(key,) for key in told] + [keys for keys in texts if set(keys) <= set(told)]
    groups: dict[str, list[OriginEntry]] = {kind: [] for kind in provenance.KINDS}
    for keys in sorted(every, key=lambda keys: [display.in_order(key) for key in keys]):
        groups[told[keys[0]].kind].append(
            OriginEntry(
                html_body.origin(keys),
                texts.get(keys, ""),
                [told[key] for key in keys],
                places(use for use in uses if use.keys == keys),
            )
        )
    return [(kind, group) for kind, group in groups.items() if group]


def places(uses: Iterable[Use]) -> list[UsePlace]:
    """Where a number is used, by the section; the second time there is «Metode (2)»."""
    times: Counter[str] = Counter()
    out = []
    for use in uses:
        times[use.section] += 1
        again = f" ({times[use.section]})" if times[use.section] > 1 else ""
        out.append(UsePlace(use.target, use.section + again))
    return out


@dataclass
class HeldAgainst:
    """What rules of one subject held a sentence against."""

    name: Markup  # a number with its value, or ""
    says: list[Markup] = field(default_factory=list)  # what else each rule says of it
    # where in data/ it stands; a dict for its order
    places: dict[str, None] = field(default_factory=dict)


@dataclass(frozen=True)
class ClaimEntry:
    """A sentence with a claim, and what each subject of rules held it against."""

    number: int
    sentence: str
    language: str
    place: str
    against: dict[str, list[HeldAgainst]]


def _named(text: str) -> tuple[str, str]:
    """«wang2017.weeks = 12: …» in two: the number with its value, said once of all rules."""
    found = NUMBER.match(text)
    return (found[1], text[found.end() :]) if found else ("", text)


def claims(
    tree: pandoc.Tree,
    held: Sequence[Mapping[str, Any]],
    leads: Mapping[str, tuple[str, str]],
    spoken: str,
) -> list[tuple[str, list[ClaimEntry]]]:
    """The sentences with a claim, by the heading of their file, and what each was held against.

    Args:
        held: the sentences, :class:`thesis.checks.held.SentenceHeld`, numbered from 1.
        leads: where the keys in what they were held against lead to, and how they are shown.
        spoken: the language of what rules say.
    """
    titles = {
        file: next((pandoc.text(block) for block in blocks if block["t"] == "Header"), file)
        for file, _, blocks in pandoc.files(tree)
    }
    told: dict[str, list[ClaimEntry]] = {}
    for i, claim in enumerate(held, start=1):
        subjects: dict[str, dict[str, HeldAgainst]] = {}
        for one in claim["against"]:
            subject = one["rule"].partition(".")[0]
            name, says = _named(said(one["against"], one["rule"], spoken))
            known = subjects.setdefault(subject, {})
            same = known.setdefault(
                name or says, HeldAgainst(Markup(html_body.linked(name, leads)))
            )
            same.says.append(Markup(html_body.linked(says, leads)))
            same.places |= dict.fromkeys(one["places"])
        against = {name: list(each.values()) for name, each in subjects.items()}
        told.setdefault(titles[claim["chapter"]], []).append(
            ClaimEntry(i, claim["sentence"], claim["language"], claim["place"], against)
        )
    return list(told.items())


def _target(link: Element) -> str:
    return str(link["c"][2][0]).removeprefix("#")


def digest(script: str) -> str:
    """The script as the page's policy names it: no other may run."""
    return "sha256-" + base64.b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii")


def page(
    tree: pandoc.Tree,
    register: Register,
    picture: tuple[str, str],
    words: Labels,
    held: Sequence[Mapping[str, Any]],
) -> dict[str, Any]:
    """The contents, the body and the sources of the page.

    Args:
        picture: the path and the SVG of the flowchart.
        held: the sentences with a claim, :class:`thesis.checks.held.SentenceHeld`.
    """
    label = words["html"]
    works = provenance.citations(tree)
    html_body.mark_claims(tree, [(claim["passage"], claim["end"]) for claim in held])
    blocks = html_body.flat(tree)
    contents = html_body.headings(blocks)
    listed = [
        ContentsEntry(_target(links[0]), "", title, below=[
            ContentsEntry(_target(link), "", pandoc.text([link])) for link in links
        ])
        for title, links in lists.read(tree)
    ]  # fmt: skip
    targets = html_body.name_rows(blocks, register)
    targets |= {f"work {key}": f"ref-{key}" for key in works}
    html_body.foot_totals(blocks, register)
    uses = html_body.link_numbers(blocks)
    boxes = svg.boxes(register.records.flow)
    teller = provenance.Provenance(register, words, works, targets)
    told = teller.tell([*boxes.values(), *(key for use in uses for key in use.keys)])
    in_boxes = {box: html_body.origin([key]) for box, key in boxes.items() if key in told}
    leads = {key: (f"ref-{key}", shown) for key, shown in works.items()}
    leads |= {key: (html_body.origin([key]), key) for key in told}
    html_body.draw(blocks, picture[0], lambda alt: svg.inline(picture[1], "figure", alt, in_boxes))
    html_body.embed(blocks)
    html_body.fold_descriptions(blocks, label["in_words"])
    html_body.frame_tables(blocks)
    html_body.strip(blocks)
    ends = ["sources", *(["claims"] if held else [])]
    spoken = language_of(words["language"])
    return {
        "contents": [*contents, *listed, *(ContentsEntry(id_, "", label[id_]) for id_ in ends)],
        "body": Markup(html_body.body(blocks)),
        "spoken": spoken,
        "claims": claims(tree, held, leads, spoken),
        "groups": entries(uses, told),
        "known": set(told),
        "uses": Counter(key for use in uses for key in use.keys),
    }
