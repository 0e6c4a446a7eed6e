# Needs: what was delivered behind the gate, and all that it was made from.
# Makes: release/, one folder to deposit and to hand on. python -m thesis sign release/ signs it.


rule release:
    """Bundle what was delivered, what it was made from, a description that others read, and checksums."""
    input:
        **input_hashes.by_content("release"),
        delivered=[
            rules.deliver.output.pdf,
            rules.deliver.output.others,
            rules.deliver.output.word_count,
            rules.deliver.output.corrections,
            rules.evidence.output,
        ],
        register=rules.register.output.register,
        manifest=rules.pdf.output.manifest,
        code=CODE,
    output:
        checksums="release/SHA256SUMS",  # and all that they name
    log:
        "build/logs/release.log",
    conda:
        "../envs/thesis.yaml"
    script:
        "../scripts/release/release.py"
