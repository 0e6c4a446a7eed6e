"""What Snakemake is told before it builds."""
