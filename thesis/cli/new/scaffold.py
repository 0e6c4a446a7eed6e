"""Scaffold of a thesis: the files of templates/new/, filled with the answers of its author.

Those of ``common/`` are of every language, with the words that the ``words.yaml`` of one has; the
text is in the language's own folder.
"""

import argparse
import io
import json
import os
import re
import tempfile
from contextlib import redirect_stdout
from pathlib import Path

import jinja2
import yaml

from thesis.cli import records_command
from thesis.cli.new import styles
from thesis.cli.new.answers import PROGRAMMES, AnswerError, Answers
from thesis.diagnostics.files import HOUSE

FILES = HOUSE / "templates/new"
OF_DATABASES = (Path("data/searches/database.csv"), Path("data/exports/database.ris"))
"""The files that each database gets, under its own name."""
A_STUDY = Path("data/studies/example.yaml")
"""The study that stands for the author's own; it is called as its key."""
WORDS = Path("words.yaml")
DOT = "dot-"
"""In front of a name that begins with a dot in the new folder: here it would be this folder's own,
and no PDF has such a file inside."""


def contents(answers: Answers, house: str) -> dict[Path, bytes]:
    """The content of every file by its path in the new folder; one without content is not made.

    Args:
        house: the way from that folder to the code, with / between folders.
    """
    # «{{ … }}» is what the new thesis is written with; so what is filled in here has other signs.
    environment = jinja2.Environment(
        block_start_string="<%",
        block_end_string="%>",
        variable_start_string="<<",
        variable_end_string=">>",
        comment_start_string="<#",
        comment_end_string="#>",
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters["quoted"] = _quoted
    day, programme = answers.today, PROGRAMMES.get(answers.rules, {})
    names = {**vars(answers), "house": house, "date": day.isoformat()}
    names |= {"year": day.year, "month": day.month}
    names["anonymous"] = programme.get("demands", {}).get("anonymous", False)
    own = FILES / answers.language
    names["say"] = say = yaml.safe_load((own / WORDS).read_text(encoding="utf-8"))
    names["content"] = [path.relative_to(own).as_posix() for path in sorted(own.glob("content/*"))]
    names["style"] = style = f"config/{re.sub(r'[^a-z0-9-]', '', answers.style)}.csl"
    made = {Path(style): styles.content(answers.style)}
    files = {
        Path(re.sub(f"^{DOT}", ".", path.relative_to(folder).as_posix())): path
        for folder in (FILES / "common", own)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path != own / WORDS
    }
    for name, path in files.items():
        template = environment.from_string(path.read_text(encoding="utf-8"))
        if name in OF_DATABASES:
            for database in answers.databases:
                text = template.render(names, database=database)
                made[name.with_stem(database.id)] = text.encode()
        else:
            name = name.with_stem(say["example"]["key"]) if name == A_STUDY else name
            made[name] = template.render(names).encode()
    return {name: content for name, content in made.items() if content.strip()}


def write(folder: Path, answers: Answers) -> list[Path]:
    """Write the new thesis into a folder, all of it or nothing.

    Returns:
        The files, relative to the folder.

    Raises:
        AnswerError: the folder has something in it, is that of the code, or cannot be written.
    """
    target = folder.resolve()
    if target == HOUSE or HOUSE in target.parents:
        raise AnswerError(f"{folder} is in the folder of the code; choose one beside it")
    made = contents(answers, _way(target))
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise AnswerError(f"{folder} has something in it; choose a new folder")
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".new-") as beside:
            half = Path(beside) / "thesis"
            for name, content in made.items():
                (half / name).parent.mkdir(parents=True, exist_ok=True)
                (half / name).write_bytes(content)
            if answers.screening == "records":
                _count(half)
            if target.exists():
                target.rmdir()
            half.rename(target)
    except OSError as error:
        raise AnswerError(f"{folder} cannot be written: {error.strerror or error}") from None
    return list(made)


def _count(folder: Path) -> None:
    """Write what the example of exports and decisions comes to, as `records` does."""
    parser = argparse.ArgumentParser()
    records_command.add_arguments(parser)
    with redirect_stdout(io.StringIO()):
        records_command.run(parser.parse_args(["--directory", str(folder)]))


def _way(target: Path) -> str:
    """The way to the code: relative, so that both folders can be moved together."""
    try:
        return Path(os.path.relpath(HOUSE, target)).as_posix()
    except ValueError:  # another drive of Windows
        return HOUSE.as_posix()


def _quoted(text: str) -> str:
    r"""A text in double quotes, as both YAML and JSON read it."""
    return json.dumps(text, ensure_ascii=False)
