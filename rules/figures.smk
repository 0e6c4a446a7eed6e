# Needs: the stage ladder with its counts.
# Makes: the flowchart as SVG; what stands for it in the text is made with the text.


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
