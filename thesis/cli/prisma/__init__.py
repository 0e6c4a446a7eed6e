"""Figure 1 as a table of PRISMA2020, and such a table against the thesis."""
