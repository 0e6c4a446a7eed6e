"""Stop when a word is unknown, or when the word list says more than the text needs."""

from pathlib import Path

from thesis.checks.text import spelling
from thesis.diagnostics import findings, rules
from thesis.document.thesis import Thesis
from thesis.language.spelling import Hunspell, UnavailableError

if __name__ == "__main__":
    thesis = Thesis.read(snakemake.input, Path.cwd())
    try:
        found = list(spelling.check(thesis, Hunspell(spelling.dictionary(thesis))))
    except UnavailableError as error:
        raise SystemExit(f"\n{error}\n") from None
    weighed = rules.weigh(found, thesis.config.get("rules", {}))
    findings.tell(weighed)
    if findings.errors(weighed):
        raise SystemExit(1)
