"""Rules on config/config.yaml, whose findings thesis/configuration.py notes."""

from thesis.rules import declare

declare(
    "config.missing-file",
    sees="a content file, a table template or a labels file that config names and is not there",
    misses="a file that is there and holds something else",
    example="content/03-metod.md",
)
declare(
    "config.repeated-file",
    sees="a content file that config names twice",
    misses="two files with the same text",
    example="content/03-metode.md under main and under back",
)
declare(
    "config.unknown-class",
    sees="a class that the word count leaves out and that no division of a template or text has",
    misses="a class that is there and is not the one that was meant",
    example="leave_out: [matrise], where the class is matrix",
)
declare(
    "config.unknown-rule",
    sees="a rule that config turns down and that does not exist",
    misses="a rule that should not have been turned down",
    example="rules: {words.limt: {severity: warning, reason: ...}}",
)
