# Needs: what the steps noted, the document, the word count, the finished files.
# Makes: the findings in build/ and results/evidence.* (always), the rest of results/ (only behind the gate,
# without errors). Apart from them: results/checklists.*, and build/spelling.passed,
# which needs hunspell.


# All that is found, which evidence and gate look at. The first needs no finished file: `check` prints it
# a moment after an edit.
FINDINGS = ["build/findings.json", "build/findings/finished.json"]


rule finished:
    """Read the finished files back and note where they differ from the document; always succeeds."""
    input:
        # What somebody wrote in content/, data/ and the templates of tables is not forbidden.
        rules.register.input.seen,
        rules.document.input.seen,
        **input_hashes.by_content(
            "finished",
            content=rules.document.input.content,
            labels=LABELS,
            look=[HOUSE / f"templates/html/thesis.{kind}" for kind in ("css", "js")],
        ),
        files=FORMATS,
        pages=rules.pdf.output.pages,
        figure=rules.flowchart.output.figure,
        flow=rules.register.output.flow,
        document=rules.document.output.placed,
        word_count=rules.document.output.word_count,
        config=CONFIG,
        code=CODE,
    output:
        findings="build/findings/finished.json",
    log:
        "build/logs/finished.log",
    conda:
        "../envs/thesis.yaml"
    script:
        "../scripts/checks/finished.py"


rule check:
    """Print what the rules find in data and text, before any file is made of them; always succeeds."""
    input:
        **input_hashes.by_content(
            "check",
            content=rules.document.input.content,
            unnamed=sorted(Path("content").rglob("*.md")),  # those that config forgot
            previous=[*PREVIOUS, *REVIEWED],  # sentences that nobody has read since
            comments=sorted(Path("data").glob("comments.yaml")),  # of supervisors
            labels=LABELS,
        ),
        noted=[rules.register.output.findings, rules.document.output.findings],
        document=rules.document.output.placed,
        word_count=rules.document.output.word_count,
        register=rules.register.output.register,
        places=rules.register.output.places,
        config=CONFIG,
        code=CODE,
    output:
        findings="build/findings.json",
        claims="build/claims.json",  # what each sentence was held against, for the evidence
    log:
        "build/logs/check.log",
    conda:
        "../envs/thesis.yaml"
    script:
        "../scripts/checks/check.py"


rule evidence:
    """Show what was checked and found, before the gate decides: a shut gate is explained here."""
    input:
        **input_hashes.by_content(
            "evidence",
            content=rules.document.input.content,
            labels=LABELS,
            template=HOUSE / "templates/evidence.html.jinja",
            sections=sorted(HOUSE.glob("templates/evidence/*")),
            figures=sorted(HOUSE.glob("templates/figures/*")),
        ),
        findings=FINDINGS,
        claims=rules.check.output.claims,
        pdf=rules.pdf.output.pdf,
        positions=rules.pdf.output.positions,
        register=rules.register.output.register,
        document=rules.document.output.placed,
        word_count=rules.document.output.word_count,
        config=CONFIG,
        code=CODE,
    output:
        html=report(
            "results/evidence.html",
            caption="../templates/report/evidence.rst",
            category="Evidence",
        ),
        json="results/evidence.json",
        sarif="results/evidence.sarif",
        hashes=input_hashes.EVIDENCE,
    log:
        "build/logs/evidence.log",
    conda:
        "../envs/thesis.yaml"
    script:
        "../scripts/checks/evidence.py"


rule deliver:
    """The gate: print all findings and stop when one is an error; else copy the rest to results/."""
    input:
        **input_hashes.by_content(
            "deliver",
            labels=LABELS,
            template=HOUSE / "templates/corrections.md.jinja",
        ),
        evidence=rules.evidence.output,  # it explains a gate that is shut
        formats=FORMATS,
        word_count=rules.document.output.word_count,
        document=rules.document.output.document,
        findings=FINDINGS,
        register=rules.register.output.register,
        code=CODE,
    output:
        # Behind a gate that is shut these stay as they were: Snakemake takes no `update` away before.
        pdf=report(
            update("results/thesis.pdf"),
            caption="../templates/report/thesis.rst",
            category="Thesis",
        ),
        others=[update(f"results/{Path(made).name}") for made in FORMATS[1:]],
        word_count=report(
            update("results/wordcount.json"),
            caption="../templates/report/wordcount.rst",
            category="Evidence",
        ),
        corrections=report(
            update("results/corrections.md"),
            caption="../templates/report/corrections.rst",
            category="Evidence",
        ),
        run=update("results/run.json"),  # the commit, the machine: the one file that is not the same
        delivered=update(input_hashes.DELIVERED),
        passed=touch("build/gate.passed"),  # gone while the gate is shut, which is then asked again
    log:
        "build/logs/deliver.log",
    conda:
        "../envs/thesis.yaml"
    script:
        "../scripts/checks/deliver.py"


rule checklists:
    """Fill PRISMA 2020 and PRISMA-S: where the finished PDF reports each item, as HTML and DOCX."""
    input:
        **input_hashes.by_content(
            "checklists",
            labels=LABELS,
            asked=HOUSE / f"templates/checklists/{config['labels']}.yaml",
            template=HOUSE / "templates/checklists.html.jinja",
            paper=HOUSE / "templates/checklists/paper.html.jinja",
            styles=[
                HOUSE / "templates/checklists/style.css.jinja",
                HOUSE / "templates/evidence/style.css.jinja",
            ],
            look=rules.docx.input.look,
        ),
        pdf=rules.deliver.output.pdf,
        document=rules.document.output.placed,
        register=rules.register.output.register,
        config=CONFIG,
        code=CODE,
    output:
        html="results/checklists.html",
        docx="results/checklists.docx",
    log:
        "build/logs/checklists.log",
    conda:
        "../envs/thesis.yaml"
    script:
        "../scripts/checks/checklists.py"


rule spelling:
    """Stop when a word is misspelt, by hunspell and data/words.yaml; no part of the usual build."""
    input:
        **input_hashes.by_content(
            "spelling",
            labels=LABELS,
        ),
        document=rules.document.output.placed,
        word_count=rules.document.output.word_count,
        register=rules.register.output.register,
        config=CONFIG,
        code=CODE,
    output:
        passed=touch("build/spelling.passed"),
    log:
        "build/logs/spelling.log",
    conda:
        "../envs/thesis.yaml"
    script:
        "../scripts/checks/spelling.py"
