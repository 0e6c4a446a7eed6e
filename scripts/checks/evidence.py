"""Write what was checked, what was found and where the numbers come from, for people and tools."""

from functools import partial
from pathlib import Path

import msgspec

from thesis.checks import evidence
from thesis.checks.held import SentenceHeld
from thesis.diagnostics import findings, messages, sarif
from thesis.diagnostics.files import read_json, to_json, write_whole
from thesis.document.thesis import Thesis
from thesis.formats import html_template
from thesis.formats.figures import thumbnails
from thesis.language import norwegian
from thesis.model.records import plain
from thesis.workflow import input_hashes, steps

if __name__ == "__main__":
    given, made = snakemake.input, snakemake.output
    whole = Thesis.read(given, Path.cwd())
    found = findings.read(*given.findings)
    claims = msgspec.convert(read_json(given.claims), list[SentenceHeld])
    gathered = evidence.gather(whole, found, claims)
    spoken = messages.language_of(whole.labels["language"])
    values = {
        **evidence.for_page(gathered),
        "label": whole.labels["evidence"],
        "spoken": spoken,
        "said": partial(messages.said, language=spoken),
        "language": whole.labels["language"],
        "digits": norwegian.digits,
        "drawn": evidence.drawn(
            whole,
            thumbnails.pages(given.pdf),
            read_json(given.positions),
            steps.needs(whole.config),
        ),
    }
    log = sarif.log(evidence.catalogue(), found, whole.config.get("rules", {}))
    write_whole(html_template.render(given.template, values), made.html)
    write_whole(to_json(plain(gathered)), made.json)
    write_whole(to_json(log), made.sarif)
    input_hashes.deliver_hashes([made.html, made.json, made.sarif], made.hashes)
