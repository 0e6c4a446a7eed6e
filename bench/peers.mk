# The same text, list and figure by hand, as somebody without this workflow would: no data, no checks.
# PYTHON, FLOOR: this project's, for the pandoc and the Typst in its wheels.

xelatex.pdf: thesis.md references.json norsk-apa6.csl build/figures/flowchart.svg
	pandoc $< -o $@ --pdf-engine=xelatex --standalone --toc --number-sections -M lang=nb-NO \
	  --citeproc --bibliography=references.json --csl=norsk-apa6.csl

typst.pdf: thesis.md references.json norsk-apa6.csl build/figures/flowchart.svg
	"$(PYTHON)" "$(FLOOR)" --floor
