"""People named in a text: one, or a list as this or that database writes it."""

import re
from collections.abc import Iterable, Sequence

from thesis.exports import fields

Person = dict[str, str]

AND = re.compile(r",?\s+(?:and|&)\s+(?!al\b)")

MORE = re.compile(r"\w{2,} [A-ZÆØÅ]\.? [^\W\d_]{2,}")
"""Several people without a comma between: «Moe T. Vik O.»."""

PARTICLES = set("af al bin da de del den der di dos du el la le ten ter van von zu".split())

INSTITUTIONS = re.compile(
    r"(?i)\b(academy|africa\w*|america\w*|asia\w*|australia\w*|authority|bank|british|bureau|canad\w+"
    r"|church|clinic\w*|college|commission|communit\w+|company|cross|data|education\w*|europe\w*"
    r"|facult\w+|federation|fund|government|health\w*|helse\w*|høgskole\w*|høyskole\w*|hospitals?"
    r"|engineers|assoc|inst|univ|soc|inc|international\w*|journal|kommune\w*|laborator\w+|library|ltd|medic\w+|museum"
    r"|nasjonal\w*|national\w*|nations|nordic|norges|norsk\w*|norway|norwegian|nurses|nursing"
    r"|office|panel|parliament|police|press|programme?|project|public|regist\w+|research\w*"
    r"|royal|school|scienc\w+|services?|social|state\w*|statistisk|survey|syke\w+|task|technology"
    r"|union|universit\w*|wom[ae]n|workers|world)\b"
)
"""Words that hardly any person is called."""


def listed(text: str) -> tuple[list[Person], str]:
    """The people that a text names, and what is doubtful about them; "" for nothing.

    «Nordby, Astrid», «Nordby, A; Lien, K», «Nordby, A, Lien, KM and Moe, T», «Lien K, Moe T».
    """
    text = fields.plain(text).strip(" ;,")
    for parts in (text.split(";"), _joined(text)):
        if len(parts) > 1 and _given_first(parts):
            return [
                by_spaces(part) for part in map(str.strip, parts)
            ], "is taken apart, each with the family name last"
        if len(parts) > 1:
            each = [listed(part) for part in parts]
            return [one for some, _ in each for one in some], next(filter(None, _doubts(each)), "")
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) > 1 and fields.et_al({"literal": parts[-1]}):
        some, doubt = listed(", ".join(parts[:-1]))
        return [*some, {"literal": parts[-1]}], doubt
    return _by_commas(text, parts)


def _doubts(each: Iterable[tuple[list[Person], str]]) -> Iterable[str]:
    return (doubt for _, doubt in each)


def _joined(text: str) -> list[str]:
    """The names of a text between which stands «and»; an institution has it in its name."""
    parts = AND.split(text)
    apart = all(
        ("," in part and not fields.ORGANISED.search(part))
        or is_short(part)
        or seems_person(part)
        or fields.et_al({"literal": part})
        for part in parts
    )
    return parts if apart else [text]


def _by_commas(text: str, parts: Sequence[str]) -> tuple[list[Person], str]:
    """The people of a text whose parts stand between commas."""
    if len(parts) > 1 and all(map(is_short, parts)):  # «Lien K, Moe T»
        return [fields.person(part) for part in parts], ""
    if len(parts) < 3 or (len(parts) == 3 and any(map(_is_suffix, parts[1:]))):
        one = fields.person(text)
        return [one] if one else [], _doubt(one)
    pairs = list(zip(parts[::2], parts[1::2], strict=False))
    even = len(parts) % 2 == 0 and not fields.ORGANISED.search(text)
    if even and all(_is_initials(given) and not _is_suffix(family) for family, given in pairs):
        return [fields.named(*pair) for pair in pairs], ""  # «Nordby, A, Lien, KM»
    bare = [part for part in parts if not re.fullmatch(fields.DEGREE, part)]
    if len(bare) < len(parts):
        return _by_commas(", ".join(bare), bare)
    if even and not any(map(_is_suffix, parts)):
        return [fields.named(*pair) for pair in pairs], "is taken as a family name and a given each"
    if all(map(seems_person, parts)):  # «Astrid Nordby, Knut Lien, Tor Moe»
        return [by_spaces(part) for part in parts], "is taken apart at its commas"
    return [{"literal": text}], "cannot be taken apart into names: it is kept as it is typed"


def _given_first(parts: Sequence[str]) -> bool:
    """Whether a list is surely of «Astrid B. Nordby; Knut Lien»: one of them shows it."""
    names = [part.strip() for part in parts]
    return (
        not any("," in name for name in names)
        and any(re.fullmatch(rf"{fields.FIRST}\w[^.]+", name) for name in names)
        and all(is_short(name) or seems_person(name) for name in names)
    )


def by_spaces(text: str) -> Person:
    """A person whose family name stands last, with the particles in front of it."""
    if "family" in (short := fields.person(text)):
        return short
    words = text.split()
    at = next((i for i, word in enumerate(words[1:-1], 1) if word in PARTICLES), len(words) - 1)
    return fields.named(" ".join(words[at:]), " ".join(words[:at]))


def is_list(text: str) -> bool:
    """Whether a text surely names several: «Lien K, Moe T», «A. Nordby & K. Lien»."""
    parts = text.split(",")
    return len(_joined(text)) > 1 or (len(parts) > 1 and all(map(is_short, parts)))


def _doubt(one: Person) -> str:
    """A name of two or more words without a comma may be a person's."""
    if seems_person(one.get("literal", "")):
        return "has no comma: it is taken as an institution"
    given, family = one.get("given", ""), one.get("family", "")
    if MORE.search(given) and (is_short(family) or re.search(r"\s[^\W\d_]\.?$", given)):
        return "is taken as one person"
    return ""


def is_short(text: str) -> bool:
    """Whether a name without a comma shows its initials: «Lien KM», «K. M. Lien»."""
    if "," in text or not ("." in text or " " in text):
        return False
    family = fields.person(text).get("family", "")
    return bool(family) and not MORE.search(family)


def _is_initials(text: str) -> bool:
    return re.fullmatch(fields.INITIALS, text) is not None


def _is_suffix(text: str) -> bool:
    """Whether a part of a name follows it: «Jr.», «PhD»."""
    return re.fullmatch(rf"{fields.SUFFIX}|{fields.DEGREE}", text) is not None


def seems_person(text: str) -> bool:
    """Whether a name without a comma may be a person's: «Nordby Astrid», «Van den Berg Ole»."""
    words = text.split()
    names = [word for word in words if word.lower() not in PARTICLES]
    return (
        2 <= len(names) <= 3
        and all(re.fullmatch(r"[^\W\d_][\w.'’‐-]*", word) and word[0].isupper() for word in names)
        and not fields.ORGANISED.search(text)
        and not INSTITUTIONS.search(text)
    )
