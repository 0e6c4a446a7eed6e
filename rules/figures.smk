# Needs: the stage ladder with its counts.
# Makes: the flowchart as SVG, and its figure block with alternative text and long description.


rule flowchart:
    """Draw figure 1, the way from hits to included studies, with Graphviz."""
    input:
        register=rules.register.output.register,
        flow=rules.register.output.flow,
        labels=LABELS,
        template=HOUSE / "templates/flowchart.md.jinja",
        code=CODE,
    output:
        dot="build/figures/flowchart.dot",
        figure="build/figures/flowchart.svg",
        text="build/figures/flowchart.md",
        findings="build/findings/flowchart.json",
    log:
        "build/logs/flowchart.log",
    conda:
        "../envs/thesis.yaml"
    script:
        "../scripts/figures/flowchart.py"
