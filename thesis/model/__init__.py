"""Model of the thesis: numbers, studies, works, the flow, and conditions on them."""
