"""Workflow: what Snakemake is told before it builds."""
