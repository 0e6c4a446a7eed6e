"""What the thesis is about: numbers, studies, works, the flow, and conditions on them."""
