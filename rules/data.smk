# Needs: data/, all of it, the form of figure 1, and the edition before this one.
# Makes: the register (every number with formula and rows), and the flow of figure 1.


rule register:
    """Read data/ once and write the register of every number."""
    input:
        **input_hashes.by_content(
            "register",
            data=sorted(
                path for path in Path("data").rglob("[!.]*") if path.is_file()
            ),
            labels=LABELS,  # the boxes of PRISMA 2020 and of a revised edition
            previous=PREVIOUS,
        ),
        config=CONFIG,
        code=CODE,
    output:
        register="build/register.json",
        places="build/places.json",
        flow="build/flow.json",  # in the register, too: the figure is drawn anew only for it
        findings="build/findings/register.json",
    log:
        "build/logs/register.log",
    conda:
        "../envs/thesis.yaml"
    script:
        "../scripts/data/register.py"
