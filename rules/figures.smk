# Needs: the stage ladder with its counts.
# Makes: the flowchart as SVG, and beside it the figure block with alternative text and long description.


rule flowchart:
    """Draw figure 1, the way from hits to included studies, with Graphviz."""
    input:
        **input_hashes.by_content(
            "flowchart",
            labels=LABELS,
        ),
        flow=rules.register.output.flow,
        code=CODE,
    output:
        dot="build/figures/flowchart.dot",
        figure="build/figures/flowchart.svg",
    log:
        "build/logs/flowchart.log",
    conda:
        "../envs/thesis.yaml"
    script:
        "../scripts/figures/flowchart.py"


rule flowchart_text:
    """Write the caption, alternative text and long description of figure 1."""
    input:
        **input_hashes.by_content(
            "flowchart_text",
            labels=LABELS,
            template=HOUSE / "templates/flowchart.md.jinja",
        ),
        register=rules.register.output.register,
        places=rules.register.output.places,
        code=CODE,
    output:
        text="build/figures/flowchart.md",
        findings="build/findings/flowchart_text.json",
    log:
        "build/logs/flowchart_text.log",
    conda:
        "../envs/thesis.yaml"
    script:
        "../scripts/figures/flowchart_text.py"
