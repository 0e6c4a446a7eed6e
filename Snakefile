"""The table of contents of the build: what the thesis is made of, in the order it is made."""

import os
import sys
from pathlib import Path

from snakemake.logging import logger
from snakemake.utils import min_version

# The folder of this file, which the Snakefile of another thesis may include, and of the package `thesis`.
try:
    ROOT = Path(workflow.current_basedir)
except TypeError:  # a module that Snakemake fetches file by file, without the package
    sys.exit("Clone the code, and name the Snakefile of the clone: config/README.md.")
sys.path.insert(0, str(ROOT))
os.environ.update(PYTHONPATH=str(ROOT))

from thesis.editions import reviewed, store
from thesis.workflow import input_hashes, log, settings, stages, start

stages.show(logger, workflow)
log.quieten(logger)
start.begin(sys.argv, ROOT)
input_hashes.out_of_the_future()
input_hashes.tell_of_spoilt_results()
min_version("9.27")

# The code lives beside this file; data, content and config in the working directory. They are the same
# folder here, and two folders for another thesis: snakemake --directory path/to/it
HOUSE = Path(os.path.relpath(ROOT))
CODE = input_hashes.hashes("code", input_hashes.code(HOUSE))
# In place of `configfile:`, which would stop at the first thing wrong, with a traceback.
settings.load(config, ROOT, CODE)

CONFIG = input_hashes.MERGED
PREVIOUS = store.files(config)
REVIEWED = reviewed.files()
CONTENT = config["content"]
LABELS = HOUSE / f"templates/labels/{config['labels']}.yaml"


include: "rules/data.smk"  # data/ -> one register of every number
include: "rules/figures.smk"  # register -> flowchart
include: "rules/text.smk"  # content, register -> tables, the one document, its words
include: "rules/formats.smk"  # document -> PDF, DOCX
include: "rules/checks.smk"  # findings -> gate -> results/
include: "rules/release.smk"  # results, sources -> release/, which is deposited
include: "rules/editions.smk"  # results -> editions/, which the next edition is compared with


localrules:
    all,


rule all:
    """Build the thesis that is handed in: results/thesis.pdf, when the gate lets it through."""
    default_target: True
    input:
        rules.deliver.output,
        rules.evidence.output,
