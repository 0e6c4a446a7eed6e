"""Many studies for a new thesis, made of a list of names."""

from __future__ import annotations

import re
from pathlib import Path

NAMES = (
    "Aasen Bakke Dahl Eide Foss Gran Hagen Iversen Jensen Krogh Lunde Moe Nygaard Olsen Pedersen "
    "Ruud Solberg Tangen Ulvik Vik Wold Ystad Berge Carlsen Dale Egeland Fjeld Grande Haugen "
    "Isaksen Johansen Knutsen Larsen Myhre Nilsen Opdal Paulsen Rasmussen Sande Torp"
).split()
"""The first authors, one a study."""

THEMES = ("Angst", "Søvn")


def add(folder: Path, results: str, sentence: str) -> None:
    """Put a study of each name in place of the example of a new thesis.

    Args:
        folder: of the thesis, made by ``new``.
        results: the file of the chapter that cites them all.
        sentence: what it says of each, with KEY for its key.
    """
    (example,) = folder.glob("data/studies/*.yaml")
    record = example.read_text("utf-8").replace("TODO ", "")
    old = example.stem
    example.unlink()
    works, sentences = [], []
    for number, name in enumerate(NAMES, 1):
        key, year = f"{name.lower()}{2000 + number % 25}", 2000 + number % 25
        theme = THEMES[number % len(THEMES)]
        own = record.replace(old, key).replace("place: 1", f"place: {number}\nthemes: [{theme}]")
        own = re.sub(r"participants: \d+", f"participants: {30 + 7 * number}", own)
        (folder / f"data/studies/{key}.yaml").write_text(own, "utf-8")
        works.append(
            f"- id: {key}\n  type: article-journal\n  author:\n"
            f"  - {{family: {name}, given: {name[0]}.}}\n  issued: {year}\n"
            f"  title: Music before surgery, trial {name}\n  container-title: Journal of Examples\n"
            f'  volume: "{number}"\n  issue: "1"\n  page: {number}-{number + 8}\n'
        )
        sentences.append(sentence.replace("KEY", key))
    (folder / "data/references.yaml").write_text("".join(works), "utf-8")
    searches = folder / "data/searches/pubmed.csv"
    counted = f"2,exercise and sleep,{len(NAMES) + 300},{len(NAMES) + 60},{len(NAMES)},"
    searches.write_text(re.sub(r"(?m)^2,.*$", counted, searches.read_text("utf-8")), "utf-8")
    chapter = folder / "content" / results
    text = chapter.read_text("utf-8")
    text = text[: text.index("I en studie på")] if "I en studie på" in text else text
    chapter.write_text(text + "\n\n".join(sentences) + "\n", "utf-8")
