"""The page of all rules, docs/rules.md: ``python -m thesis.diagnostics.docs > docs/rules.md``."""

from collections.abc import Iterator

from thesis.diagnostics.findings import WARNING
from thesis.diagnostics.rules import THINGS, Rule, catalogue

SECTIONS = {
    "Files and settings": "input config data correction lexicon",
    "Searches": "search database export pico",
    "Screening": "screening",
    "Studies": "study record outcome figure appraisal",
    "References, facts and the title page": "reference retracted literature fact thesis",
    "From the hits to the included studies": "ladder register flow flowchart",
    "Numbers, and statements on the studies": "number group claim comparison effect",
    "Tables and their labels": "table label",
    "The text": "text abstract citation closure from words programme spelling",
    "The finished files": "pdf finished",
    "Checklists": "checklist",
    "Editions": "edition",
    "What supervisors said": "comment",
}  # The page from top to bottom, as data go: titles, and the first words of the ids below each

HEAD = """\
# The rules

<!-- Made by: python -m thesis.diagnostics.docs > docs/rules.md -->

What the build looks for. An error shuts the gate; a rule that is marked as a warning does not.
Some are applied by a target of their own, which stands beside their names.
`results/evidence.html` has for each rule how much of the thesis it looked at.

`config/config.yaml` turns a rule down to a warning, with the reason, which the evidence shows:

```yaml
rules:
  words.limit: {severity: warning, reason: The supervisor allows ten per cent more.}
```

In the code a rule is declared where it finds what is wrong: search for `"words.limit"`.
What it has to find and what it has to let pass stands in [tests/rules](../tests/rules/README.md).
"""


def page() -> str:
    """The page, in Markdown.

    Raises:
        ValueError: a rule is of no section.
    """
    rules = sorted(catalogue().values(), key=lambda rule: rule.id)
    placed = {subject for subjects in SECTIONS.values() for subject in subjects.split()}
    if homeless := [rule.id for rule in rules if rule.subject not in placed]:
        raise ValueError(f"{', '.join(homeless)}: add the subject to SECTIONS")
    return "\n".join([HEAD, *_sections(rules)])


def _sections(rules: list[Rule]) -> Iterator[str]:
    for title, subjects in SECTIONS.items():
        yield f"## {title}\n"
        yield "| Rule | Looks at | Sees | Does not see | Example |\n|:--|:--|:--|:--|:--|"
        for subject in subjects.split():
            yield from (_row(rule) for rule in rules if rule.subject == subject)
        yield ""


def _row(rule: Rule) -> str:
    name = f"`{rule.id}`"
    if rule.severity == WARNING:
        name += " (warning)"
    if rule.target:
        name += f" (`snakemake {rule.target}`)"
    cells = (name, THINGS[rule.looks_at], rule.sees, rule.misses, _code(rule.example))
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"


def _code(text: str) -> str:
    """A text as code, whatever is in it."""
    return f"`` {text} ``" if "`" in text else f"`{text}`"


if __name__ == "__main__":
    print(page(), end="")
