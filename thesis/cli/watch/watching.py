"""Watching: from what was saved to the page, its findings, and what the terminal says of them."""

import gc
import time
import traceback
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from contextlib import chdir, redirect_stderr
from dataclasses import replace
from io import StringIO
from pathlib import Path

from thesis.cli.watch import folder, page
from thesis.cli.watch.folder import Stamp
from thesis.cli.watch.server import Server
from thesis.diagnostics import findings
from thesis.diagnostics.files import HOUSE, write_json
from thesis.diagnostics.findings import Finding, StoppedError
from thesis.document import pandoc
from thesis.input import labels
from thesis.model.register import Register
from thesis.workflow import configuration, steps
from thesis.workflow.steps import RuleScript

TEMPLATES = ("templates/*",)
PAGE = "build/page.json"  # The document with its findings, which the page is made of
CLAIMS = "build/no-claims.json"
"""What sentences were held against is not in the page, which does not wait for the rules."""
DRAFT = "build/draft.pdf"
PAUSE = 0.5
"""Seconds from one look at the files to the next. No system's own watching of files is used: it
misses what is saved on network disks, and would be one more package."""
SETTLE = 0.1
"""Seconds in which nothing may change before a pass: an editor may write a file in steps."""

Say = Callable[[str], None]


class Watch:
    """A thesis that is watched.

    Args:
        root: its folder; :func:`thesis.cli.watch.folder.hold` has been asked for it.
        server: shows the page.
        say: prints a line.
        pdf: whether the draft is made as a PDF too.
    """

    def __init__(self, root: Path, server: Server, say: Say, pdf: bool = False) -> None:
        self.root, self.server, self.say, self.pdf = root, server, say, pdf
        self.own = root / folder.OWN
        self.runner = steps.Runner()
        self.written: dict[str, Stamp] = {}
        self.templates: dict[str, Stamp] = {}
        self.findings: list[Finding] = []  # of the last page
        self.stops: list[Finding] = []  # why there is no newer one
        self.fault = ""
        self.signs: list[str] = []
        self.html = page.empty(root.name, "nb")
        self.shown = ""
        self.version = 0

    def look(self) -> list[str]:
        """Look at the files once, and make the page anew if something was saved.

        Returns:
            The files that were saved or taken away since the last look.
        """
        now, templates = folder.seen(self.root), folder.seen(HOUSE, TEMPLATES)
        if self.version and (now, templates) == (self.written, self.templates):
            return []
        while self.version and (later := self._after_a_moment()) != now:
            now = later
        changed = folder.follow(self.root, self.written, now)
        changed += [] if templates == self.templates else ["templates/"]
        self.written, self.templates = now, templates
        begun = time.perf_counter()
        what = _several(changed) if self.version else "the whole thesis"
        self.make(changed)
        if self.pdf and not (self.stops or self.fault):
            self._draft()
        count = len(self.stops or self.findings)
        seconds = time.perf_counter() - begun
        self.say(f"{what} · {seconds:.1f} s · {count} finding" + ("" if count == 1 else "s"))
        return changed

    def _after_a_moment(self) -> dict[str, Stamp]:
        time.sleep(SETTLE)
        return folder.seen(self.root)

    def make(self, changed: Collection[str]) -> None:
        """Make the page of the copy, show it, and say which findings are new and which are gone.

        Args:
            changed: the files that were saved, whose findings of before no longer count.
        """
        stops, fault, first = [], "", not self.version
        found = self.findings
        gc.disable()  # nearly all that is made lives until the end of the pass
        try:
            with chdir(self.own), redirect_stderr(StringIO()):
                found = self._make(changed)
        except StoppedError as stopped:
            stops = sorted(set(stopped.findings))
        except Exception as error:
            fault = f"A step failed, which is a fault of the program: {_last(error)}"
        finally:
            gc.enable()
        self._show(page.stopped(stops, fault, self.html) if stops or fault else self.html)
        self._tell(found, stops, fault)
        self.findings, self.stops, self.fault = found, stops, fault
        if first:  # labels, schemas and the like: not to be looked through again
            gc.collect()
            gc.freeze()

    def _tell(self, found: list[Finding], stops: list[Finding], fault: str) -> None:
        # What only stops the page is told first; what the page has, when there is one again.
        for line in [*told(self.stops, stops), *told(self.findings, found)]:
            self.say(line)
        if fault and fault != self.fault:
            self.say(fault)
        if stops and not self.stops:
            self.say("There is no new page until this is mended.")

    def _show(self, html: str) -> None:
        if html != self.shown:
            self.shown, self.version = html, self.version + 1
            self.server.publish(page.served(html, self.version), self.version)

    def _make(self, changed: Collection[str]) -> list[Finding]:
        config = configuration.read({}, HOUSE)
        configuration.hand_on(config)
        known = steps.steps(config)
        for name in ("register", "document", "flowchart"):
            self.runner.run(known[name])
        before, found = self.signs, [one for one in self.findings if one.file not in changed]
        if self.version:  # the text at once, and what the rules say of it when they have read it
            self._page(known["html"], found, before)
            self._show(self.html)
        self.runner.run(known["check"])
        told = findings.read(steps.TOLD)
        if told != found or not self.version:
            self._page(known["html"], told, before)
        return told

    def _page(self, html: RuleScript, found: Sequence[Finding], before: Sequence[str]) -> None:
        """Make the page with some findings, and mark what is other than on the page before."""
        words = labels.read(str(html.given["labels"]))
        register = Register.read(steps.REGISTER)
        document = page.tree(pandoc.read(steps.PLACED), found, words, register)
        self.signs = page.signs(document)
        if before:
            page.mark(document, before)
        pandoc.write(document, PAGE)
        write_json([], CLAIMS)
        self.runner.run(replace(html, given={**html.given, "document": PAGE, "claims": CLAIMS}))
        self.html = Path(steps.HTML).read_text("utf-8")

    def _draft(self) -> None:
        """Make the draft as a PDF, after the page: it takes as long again."""
        try:
            with chdir(self.own), redirect_stderr(StringIO()):
                step = steps.steps(configuration.read({}, HOUSE))["draft"]
                self.runner.run(replace(step, makes={**step.makes, "pdf": DRAFT}))
                self.server.pdf = Path(DRAFT).read_bytes()
        except (Exception, StoppedError) as error:
            self.say(f"No draft: {_last(error)}")

    def go_on(self) -> None:
        """Look, again and again, until somebody ends it."""
        while True:
            begun = time.monotonic()
            self.look()
            time.sleep(max(0.0, PAUSE - (time.monotonic() - begun)))


def told(before: Sequence[Finding], now: Sequence[Finding]) -> list[str]:
    """What the terminal says: each new finding in full, and each that is gone in a line.

    A finding whose line alone is another is neither.
    """
    lines = [f"{each}" for each in _without(now, before)]
    return lines + [f"gone: {each.line_of_text}" for each in _without(before, now)]


def _without(some: Sequence[Finding], others: Sequence[Finding]) -> list[Finding]:
    """Those that the others do not have, each as often as they lack it."""
    known = Counter(map(_key, others))
    out = []
    for finding in some:
        if known[_key(finding)]:
            known[_key(finding)] -= 1
        else:
            out.append(finding)
    return out


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.file, finding.rule, finding.found


def _several(names: Sequence[str]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def _last(error: BaseException) -> str:
    return traceback.format_exception_only(error)[-1].strip()
