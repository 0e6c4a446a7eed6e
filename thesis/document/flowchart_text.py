"""What stands for the flowchart in the text: caption, alternative text, long description."""

from collections.abc import Iterable

from thesis.document.render import Markdown, Renderer
from thesis.input.labels import Labels
from thesis.model.flow import count, stages
from thesis.model.records import Flow


def quote(text: str, labels: Labels) -> Markdown:
    """«Screening», with the signs that the labels have; it stands where its text does."""
    return Markdown(str(labels["quoted"]).format(text=text))


def quoted(names: Iterable[str], labels: Labels) -> str:
    """«Screening» og «Inkludert», with the signs and the word that the labels have."""
    *most, last = (quote(name, labels) for name in names)
    return f"{', '.join(most)} {labels['and']} {last}" if most else last


def block(renderer: Renderer, flow: Flow) -> str:
    """The figure block as Markdown; it names the picture, and does not look at it."""
    return renderer.render_template(
        "flowchart.md.jinja",
        flow=flow,
        stages=stages(flow),
        count=lambda value: count(value, flow.language),
        quote=lambda text: quote(text, renderer.labels),
        quoted=lambda names: quoted(names, renderer.labels),
    )
