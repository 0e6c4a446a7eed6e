"""Pictures that a text asks for, ``{{ figure("searches_medline") }}``: drawn into a folder."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from thesis.document.render import Markdown, Renderer
from thesis.formats.figures import hits
from thesis.formats.figures.effects import EffectPictures
from thesis.formats.figures.searches import OVERLAP, SEARCHES, SearchPictures
from thesis.formats.flowchart.draw import fit
from thesis.model import display


class PlacedPictures(Mapping[str, str]):
    """The pictures as Markdown, by their names; each is drawn when it is asked for.

    Args:
        renderer: that of the text.
        folder: where the pictures are written, from the folder of the thesis.
        others: further pictures, as Markdown.
    """

    def __init__(self, renderer: Renderer, folder: Path, others: Mapping[str, str]) -> None:
        self.renderer, self.folder, self.others = renderer, folder, others
        self.searches = SearchPictures(renderer.register, renderer.labels, renderer.language)
        self.effects = EffectPictures(renderer.register.records, renderer.labels)

    def __iter__(self) -> Iterator[str]:
        return iter([*self.others, *self.searches.names, *self.effects.known])

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __getitem__(self, name: str) -> str:
        if name in self.others:
            return self.others[name]
        if name in self.effects.known:
            return self._placed(name, self.effects.svg(name), **self.effects.known[name])
        if name in self.searches.names:
            return self._placed(name, fit(self.searches.svg(name)), **self._of_searches(name))
        raise KeyError(name)

    def _placed(self, name: str, svg: str, **values: Any) -> str:
        """What stands in the text for a picture, which is written."""
        path = self.folder / f"{name}.svg"
        path.write_text(svg, "utf-8")
        return self.renderer.render_template(
            f"figures/{name.partition('_')[0]}.md.jinja",
            figure=name,
            path=path.as_posix(),
            cite=lambda key: Markdown(f"@{key}"),
            **values,
        )

    def _of_searches(self, name: str) -> dict[str, Any]:
        kind, _, database = name.partition("_")
        pictures = self.searches
        return {
            "says": pictures.alternative(name),
            "base": "" if name == OVERLAP else pictures.title(database),
            "database": database,
            "rows": pictures.rows[database] if kind == SEARCHES else [],
            "lines": [] if name == OVERLAP else pictures.lines(database),
            "overlaps": pictures.overlaps,
            "kind": hits.kind,
            "digits": lambda value: display.digits(value, self.renderer.language),
        }
