"""Rules on the finished files, whose findings the step `finished` notes while it reads them."""

from thesis.diagnostics.rules import declare

declare(
    "finished.number",
    sees="a number with a key that a finished file does not have in its place in its sentence",
    misses="a number that the document itself has wrong, and how a number looks in print",
    example="«28 leste sammendrag» in the PDF where the document has «27 leste sammendrag»",
)
declare(
    "finished.heading",
    sees="a heading that a finished file, or its list of contents, has otherwise or not at all",
    misses="the number in front of a heading, and the page that the list of contents gives",
    example="«Resultater» in the PDF where the document has the heading «Resultat»",
)
declare(
    "finished.caption",
    sees="a caption that a finished file has otherwise or not at all",
    misses="a caption at the wrong picture",
    example="«Figur 2: Flytskjema» in the PDF where the document has «Figur 1: Flytskjema»",
)
declare(
    "finished.reference",
    sees="a citation, a cross-reference or an entry of the reference list that a finished file has "
    "otherwise or not at all",
    misses="a link that leads to the wrong place",
    example="«tabell 2» in the PDF where the document has «tabell 1»",
)
declare(
    "finished.text",
    sees="a sentence, cell, item or alternative text of which a finished file has other words, "
    "in another order, more or fewer",
    misses="a whole paragraph too many, bullets and numbers of list items, hyphens between words",
    example="a paragraph that the template leaves out",
)
declare(
    "finished.title",
    sees="a line of the title page that does not stand before the text, the word count among them",
    misses="the order of the lines",
    example="«Antall ord: 1 160» in the PDF where the count is 1 162",
)
declare(
    "finished.forbidden",
    sees="what a program prints where it has nothing to print, and no source says: ??, None, "
    "{{, undefined, a mark",
    misses="a value that is wrong and looks like one",
    example="«None leste artikler»",
)
declare(
    "finished.outside",
    sees="text or a photograph that runs off its page, or into the left or right margin",
    misses="rules and drawings without text, and text that runs into the upper or lower margin",
    example="a table with a column too wide for the page",
)
declare(
    "finished.overlap",
    sees="two texts that are printed over each other",
    misses="text over a picture",
    example="a long word in a narrow column that runs into the next one",
)
declare(
    "finished.unreadable",
    sees="a finished file that cannot be read, has no tags, or is another text than the thesis",
    misses="a file that one program reads and another does not",
    example="a PDF that was cut off while it was written",
)
declare(
    "flowchart.number",
    sees="a number in the flowchart that is not the one of its step, or of its reason",
    misses="a number that the flow itself has wrong",
    example="«Leste artikler n = 11» where the flow has 10",
)
declare(
    "flowchart.sum",
    sees="boxes of the flowchart that do not add up: what left is not what one step has more than "
    "the next, or its reasons do not sum to it",
    misses="two wrong numbers that add up",
    example="27 and 10 with 16 between them",
)
declare(
    "flowchart.text",
    sees="a box of the flowchart with another label than its step, a box too many or too few",
    misses="a label that says the wrong thing in data/",
    example="«Leste titler» where the flow has «Leste artikler»",
)
declare(
    "flowchart.told",
    sees="a step of the flow that the alternative text or the long description of the flowchart "
    "leaves out, or gives another number",
    misses="words around the numbers that say something else",
    example="«Leste artikler» (n = 11) where the flow has 10",
)
declare(
    "flowchart.box",
    sees="text of the flowchart that does not fit in its box, boxes over each other or cut off",
    misses="an arrow that runs through a box",
    example="a long label in a box that was made for a short one",
)
