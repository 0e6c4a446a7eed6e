"""docs/plan.md: what `plan` says before the text follows the data, and after."""

import shutil
from contextlib import chdir
from pathlib import Path
from typing import Any

import pytest

from tests.projects.expected import compare
from tests.projects.test_revised import EXPECTED, FIRST, PROJECT, ROOT
from thesis.cli.plan import build
from thesis.cli.plan.compare import plan
from thesis.cli.plan.text import PlanText
from thesis.diagnostics.files import HOUSE
from thesis.workflow import configuration, steps

PAGE = ROOT / "docs/plan.md"
WIDTH = 80

TEXT = """\
# What `plan` says

[A revised edition](revised-edition.md) tells what each line means. This is what it says of
`tests/projects/revised`, a small thesis whose next edition has three new searches, two new studies,
one that is withdrawn, and a decision that is turned round. A test makes this page.

## Before: the data are new, the text is that of 2023

```console
$ python -m thesis plan --since 2023
{before}
```

## After: the text is mended

What was an error is mended, and what was edited is off the list. One sentence is left to be read.

```console
$ python -m thesis plan --since 2023
{after}
```
"""


@pytest.fixture
def before(tmp_path: Path) -> str:
    """What is said when nothing of the text is mended yet."""
    root = tmp_path / "revised"
    for part in ("config", "data", "editions"):
        shutil.copytree(PROJECT / part, root / part)
    shutil.copytree(FIRST / "content", root / "content")
    with chdir(root):
        config: dict[str, Any] = {}
        configuration.load(config, HOUSE)
        known = steps.steps(config)
        for name in build.STEPS:
            steps.execute(known[name])
        with build.edited(root) as now:
            return "\n".join(PlanText(plan(build.base(root, "2023"), now), WIDTH).lines())


def test_the_page_is_what_is_said(before: str, tmp_path: Path) -> None:
    """The second half is expected/plan.txt, which test_revised.py holds to what is said."""
    after = (EXPECTED / "plan.txt").read_text("utf-8").rstrip()
    made = tmp_path / PAGE.name
    made.write_text(TEXT.format(before=before.rstrip(), after=after), "utf-8")
    compare(PAGE, made)
