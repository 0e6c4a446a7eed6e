# Needs: the stage ladder with its counts, and the effects in the register.
# Makes: the flowchart and the plots that config asks for, as SVG; what stands for them is made with the text.

FIGURES = config.get("figures", [])
PLOTS = [f"build/figures/{name}.svg" for name in FIGURES]


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


rule plots:
    """Draw the forest plots, and the directions of effects, with matplotlib."""
    input:
        **input_hashes.by_content(
            "plots",
            labels=LABELS,
        ),
        register=rules.register.output.register,
        config=CONFIG,
        code=CODE,
    output:
        figures=PLOTS,
    log:
        "build/logs/plots.log",
    conda:
        "../envs/thesis.yaml"
    script:
        "../scripts/figures/plots.py"
