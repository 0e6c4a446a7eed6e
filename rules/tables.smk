# Needs: the register, and templates/tables/<name>.md.jinja for each table that config names.
# Makes: build/tables/<name>.md, which content/ places.

TABLES = config["tables"]


rule tables:
    """Render the tables of the thesis and its appendices from the register."""
    input:
        **input_hashes.by_content(
            "tables",
            labels=LABELS,
            templates=[HOUSE / f"templates/tables/{name}.md.jinja" for name in TABLES],
        ),
        register=rules.register.output.register,
        places=rules.register.output.places,
        config=CONFIG,
        code=CODE,
    output:
        tables=expand("build/tables/{name}.md", name=TABLES),
        findings="build/findings/tables.json",
    log:
        "build/logs/tables.log",
    conda:
        "../envs/thesis.yaml"
    script:
        "../scripts/tables/tables.py"
