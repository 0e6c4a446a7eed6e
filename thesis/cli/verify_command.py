"""Check a finished PDF against the data inside it, or a DOCX or web page against such a PDF.

It takes the attached files out, compares each with the hash that the manifest has of it, builds the
thesis anew from them in a folder that is thrown away, and says of every count and every number on
the pages whether it agrees. Where this checkout is the code that built the PDF, and pandoc, Typst
and Graphviz are the versions that did, it compares the bytes too. What the data inside cannot give
again is never said to agree.

A DOCX, a web page or the evidence (evidence.html, .json, .sarif) carries no data: it is made anew
from what is inside the PDF that it was delivered with, and compared with that, first its bytes and
then its words. The PDF is named by --with, or lies beside it under the same name, beside evidence
as thesis.pdf; it is not verified itself on the way.

What it cannot know: a page and what is attached, the manifest too, changed together so that they
agree, as when somebody builds a PDF of other data. Only a PDF or a manifest from elsewhere tells,
or a signature: of a file in a signed release it says who signed it, and when
(--signers, --authorities).

Exit status: 0 nothing disagrees, 1 something does, 2 the file cannot be read as such a PDF.
"""

import argparse
import json
import logging
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from thesis.cli import refuse, verify
from thesis.cli.verify import attachments, delivered, rebuild, signed
from thesis.cli.verify.attachments import UnverifiableError
from thesis.cli.verify.verdict import BYTES, COUNTS, FILES, NUMBERS, PAGES, SIGNED, Verdict
from thesis.diagnostics.messages import said
from thesis.formats.attachments import MANIFEST

MOST_NAMED = 10
STATES = (True, False, None)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What may stand behind ``verify``."""
    parser.add_argument("pdf", type=Path, help="the PDF, DOCX, web page or evidence")
    parser.add_argument(
        "--with",
        type=Path,
        dest="beside",
        metavar="PDF",
        help="the PDF that a DOCX or a web page was delivered with",
    )
    parser.add_argument(
        "--signers",
        type=Path,
        metavar="FILE",
        help="who may sign a release that it lies in: allowed signers, as ssh-keygen has them",
    )
    parser.add_argument(
        "--authorities",
        type=Path,
        metavar="FILE",
        help="whose timestamps of that signature are taken: certificates in PEM",
    )
    parser.add_argument("--json", action="store_true", help="everything looked at, as JSON")
    parser.add_argument("--all", action="store_true", help="name what agrees, too: every number")
    parser.add_argument(
        "--unpack",
        type=Path,
        metavar="FOLDER",
        help="write the data, text and settings inside to a new folder, and verify nothing",
    )
    parser.add_argument(
        "--with-code",
        action="store_true",
        help="with --unpack: write the code inside, too; it runs when somebody builds with it",
    )
    parser.add_argument(
        "--run-its-code",
        action="store_true",
        help="rebuild with the code inside the PDF: only for a PDF whose maker you trust",
    )


def run(args: argparse.Namespace) -> int:
    """Verify a PDF and print what was found; its exit status."""
    # What a reader of broken PDFs says to itself is not what is asked; what it fails at is told.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        if args.unpack:
            return unpack(args.pdf, args.unpack, args.with_code)
        evidence = args.pdf.name in delivered.EVIDENCE
        if args.pdf.suffix in delivered.FORMS or evidence:
            own = args.pdf.with_name("thesis.pdf") if evidence else args.pdf.with_suffix(".pdf")
            beside = args.beside or own
            verdicts = delivered.verify(args.pdf, beside, own_code=args.run_its_code)
        else:
            verdicts = verify.verify(args.pdf, own_code=args.run_its_code)
        verdicts += signed.check(args.pdf, args.signers, args.authorities)
    except UnverifiableError as problem:
        if args.json:
            print(json.dumps({"pdf": str(args.pdf), "unreadable": str(problem)}, indent=1))
            return 2
        return refuse(f"{args.pdf} cannot be verified: {problem}")
    print(as_json(args.pdf, verdicts) if args.json else as_text(args.pdf, verdicts, args.all))
    return 1 if any(verdict.agrees is False for verdict in verdicts) else 0


def unpack(pdf: Path, folder: Path, with_code: bool) -> int:
    """Write the files inside a PDF to a new folder; the exit status.

    Args:
        with_code: write those of the code that built it, too.

    Raises:
        UnverifiableError: the PDF cannot be read, or the files cannot be written.
    """
    files = attachments.read(pdf).files
    data = [name for name in files if rebuild.is_data(name)]
    code = [name for name in files if rebuild.is_code(name)]
    strange = {*files} - {*data, *code, MANIFEST}
    strange = {name for name in strange if not name.startswith("build/")}
    try:
        folder.mkdir(parents=True)
    except OSError as error:
        raise UnverifiableError(f"{folder} cannot be made: {error.strerror}") from None
    if problem := rebuild.unpack(folder, files, [*data, *(code if with_code else [])]):
        raise UnverifiableError(problem)
    if with_code:
        print(said(f"{folder}: the files inside {pdf}"))
    else:
        print(said(f"{folder}: the data, text and settings inside {pdf}"))
    if strange:
        names = ", ".join(sorted(strange)[:MOST_NAMED])
        print(said(f"Not written, since no thesis has them: {names}"))
    if with_code:
        print(
            said(
                f"WARNING: {folder} has code that came with the PDF. Whatever you start in it "
                "(snakemake, python) runs that code as you. Read it first, or trust whoever "
                "made it."
            )
        )
        return 0
    print(said(f"Build from them with the code here: snakemake --cores 4 --directory {folder}"))
    left = len(code)
    print(said(f"The {left} files of its own code are not written: --with-code does that."))
    return 0


def as_json(pdf: Path, verdicts: Sequence[Verdict]) -> str:
    """Every verdict, and whether any disagrees."""
    rows = [asdict(verdict) for verdict in verdicts]
    agrees = not any(verdict.agrees is False for verdict in verdicts)
    content = {"pdf": str(pdf), "agrees": agrees, "verdicts": rows}
    return json.dumps(content, indent=1)


def as_text(pdf: Path, verdicts: Sequence[Verdict], everything: bool) -> str:
    """What disagrees and what cannot be told, one a line, and a sum for each subject."""
    lines = [f"{pdf}", ""]
    marks = {True: said("agrees"), False: said("WRONG"), None: said("not known")}
    for subject, title in _titles().items():
        about = [verdict for verdict in verdicts if verdict.subject == subject]
        shown = [verdict for verdict in about if everything or not verdict.agrees]
        if about:
            lines.append(f"{title}: {tally(about)}")
            lines += [f"  {marks[one.agrees]}: {one}".replace("\n", "\n    ") for one in shown]
    wrong = sum(verdict.agrees is False for verdict in verdicts)
    open_ = sum(verdict.agrees is None for verdict in verdicts)
    end = said(f"{wrong} disagree") if wrong else said("Nothing disagrees")
    more = f"; {said(f'{open_} cannot be told')}" if open_ else ""
    return "\n".join([*lines, "", f"{end}{more}."])


def _titles() -> dict[str, str]:
    """What is said of each subject."""
    return {
        FILES: said("files inside, against the manifest"),
        COUNTS: said("counts of the register, against the data inside"),
        NUMBERS: said("numbers on the pages, against the data inside"),
        PAGES: said("pages, against those rebuilt"),
        BYTES: said("bytes, against the file made anew"),
        SIGNED: said("release that it lies in, against its checksums and signature"),
    }


def tally(verdicts: Sequence[Verdict]) -> str:
    """«52 agree, 1 disagrees»."""
    counts = {state: sum(each.agrees is state for each in verdicts) for state in STATES}
    good, every, bad, open_ = counts[True], len(verdicts), counts[False], counts[None]
    parts = [said(f"{good} of {every} agree")]
    parts += [said(f"{bad} WRONG")] if bad else []
    parts += [said(f"{open_} not known")] if open_ else []
    return ", ".join(parts)
