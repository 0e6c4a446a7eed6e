"""Pictures that a text asks for, ``{{ figure("searches_medline") }}``: drawn into a folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from thesis.document.flowchart_text import fill
from thesis.document.render import Renderer
from thesis.formats.flowchart.draw import fit
from thesis.formats.search_figures import hits
from thesis.formats.search_figures.pictures import OVERLAP, SEARCHES, SearchPictures
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
        self.pictures = SearchPictures(renderer.register, renderer.labels, renderer.language)

    def __iter__(self) -> Iterator[str]:
        return iter([*self.others, *self.pictures.names])

    def __len__(self) -> int:
        return len(self.others) + len(self.pictures.names)

    def __getitem__(self, name: str) -> str:
        if name in self.others:
            return self.others[name]
        if name not in self.pictures.names:
            raise KeyError(name)
        path = self.folder / f"{name}.svg"
        path.write_text(fit(self.pictures.svg(name)), "utf-8")
        kind, _, database = name.partition("_")
        return self.renderer.render_template(
            f"figures/{kind}.md.jinja",
            path=path.as_posix(),
            says=self.pictures.alternative(name),
            base="" if name == OVERLAP else self.pictures.title(database),
            database=database,
            rows=self.pictures.rows[database] if kind == SEARCHES else [],
            lines=[] if name == OVERLAP else self.pictures.lines(database),
            overlaps=self.pictures.overlaps,
            kind=hits.kind,
            digits=lambda value: display.digits(value, self.renderer.language),
            fill=fill,
        )
