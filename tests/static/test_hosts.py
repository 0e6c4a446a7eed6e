"""What runs on code hosts and clusters is pinned, and calls what is there: none is here to try."""

import argparse
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

from thesis.cli.ci import ci_command
from thesis.formats import attachments
from thesis.many import numbered

HOUSE = Path(__file__).parents[2]
NEW = HOUSE / "templates/new/common/dot-github/workflows/thesis.yml"
ACTION, GITLAB = HOUSE / "action.yml", HOUSE / ".gitlab/thesis.yml"
GITHUB = [*sorted(HOUSE.glob(".github/**/*.yml")), NEW, ACTION]
PINNED = re.compile(r"[\w.-]+(/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
INPUTS = re.compile(r"\$\[\[ inputs\.(\w+) \]\]|\$\{\{ inputs\.(\w+) \}\}")


def shell(text: str) -> list[str]:
    """The words of the one command in a text that calls this code."""
    (line,) = (line for line in text.splitlines() if "-m thesis" in line)
    words = shlex.split(line.strip().removeprefix("- ").removeprefix("run: "))
    return words[words.index("thesis") + 1 :]


@pytest.mark.parametrize("path", GITHUB, ids=lambda path: path.name)
def test_what_others_wrote_is_named_by_its_commit(path: Path) -> None:
    used = re.findall(r"uses: (.+)", path.read_text("utf-8"))
    assert used
    for each in used:
        assert PINNED.fullmatch(each) or each == "./code", each


@pytest.mark.parametrize("path", [*GITHUB, GITLAB], ids=lambda path: path.name)
def test_nobody_elses_words_are_put_into_a_shell(path: Path) -> None:
    for line in path.read_text("utf-8").splitlines():
        assert not ("${{" in line and re.search(r"\brun:|\$RUNNER|\bpip\b", line)), line


@pytest.mark.parametrize("path", [ACTION, GITLAB], ids=lambda path: path.name)
def test_the_command_that_is_called_takes_what_it_is_given(path: Path) -> None:
    text = path.read_text("utf-8")
    words = shell(text)
    parser = argparse.ArgumentParser(exit_on_error=False)
    ci_command.add_arguments(parser)
    assert words.pop(0) == "ci"
    assert parser.parse_args(words).host == ("gitlab" if path == GITLAB else "github")
    assert "/requirements.txt" in text
    documents: list[Any] = [*yaml.safe_load_all(text)]
    given = documents[0].get("inputs") or documents[0]["spec"]["inputs"]
    assert {a or b for a, b in INPUTS.findall(text)} == {*given}


def test_gitlab_reads_the_report_where_it_is_written() -> None:
    (job,) = [*yaml.safe_load_all(GITLAB.read_text("utf-8"))][1].values()
    report = job["artifacts"]["reports"]["codequality"]
    assert report == f"$[[ inputs.folder ]]/{ci_command.QUALITY}"


def test_a_new_thesis_calls_the_action_by_its_inputs() -> None:
    text = re.sub(r"<<.*?>>", "x", NEW.read_text("utf-8"))
    *fetched, called = yaml.safe_load(text)["jobs"]["thesis"]["steps"]
    assert [step["with"]["path"] for step in fetched] == ["thesis", called["uses"].split("/")[1]]
    assert {*called["with"]} <= {*yaml.safe_load(ACTION.read_text("utf-8"))["inputs"]}
    assert called["with"]["folder"] == "thesis"


MANY = HOUSE / "many"


def test_the_image_has_what_is_there_and_runs_as_nobody() -> None:
    text = (MANY / "Dockerfile").read_text("utf-8").replace("\\\n", "")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    steps = [(line.split(maxsplit=1)[0], shlex.split(line)[1:]) for line in lines]
    copied = [args[:-1] for step, args in steps if step == "COPY" and "--from" not in args[0]]
    names = {name for each in copied for name in each}
    assert {name for name in names if not (HOUSE / name).exists()} == set()
    kept = (MANY / "Dockerfile.dockerignore").read_text("utf-8").split("\n")
    assert {line[1:] for line in kept if line.startswith("!")} == {
        "many" if name.startswith("many/") else name for name in names
    }
    assert {pattern.split("/")[0] for pattern in attachments.HOUSE} <= {
        name.split("/")[0] for name in names
    }
    assert [args for step, args in steps if step == "USER"] == [["10001:10001"]]
    assert "--require-hashes --requirement /tmp/locked.txt" in text


@pytest.mark.parametrize("name", ["theses", "table"])
def test_a_pod_may_do_nothing_but_build(name: str) -> None:
    text = (MANY / f"kubernetes/{name}.yaml").read_text("utf-8")
    *policy, job = yaml.safe_load_all(text)
    pod = job["spec"]["template"]["spec"]
    (container,) = pod["containers"]
    assert pod["securityContext"]["runAsNonRoot"]
    assert pod["securityContext"]["runAsUser"] == 10001
    assert pod["automountServiceAccountToken"] is False
    may = container["securityContext"]
    assert may["readOnlyRootFilesystem"]
    assert may["capabilities"] == {"drop": ["ALL"]}
    assert may["allowPrivilegeEscalation"] is False
    assert [each["mountPath"] for each in container["volumeMounts"]] == ["/work", "/tmp"]
    assert [each["spec"].get("egress", []) for each in policy] == [[]] * (name == "theses")
    labels = job["spec"]["template"]["metadata"]["labels"]
    assert labels == {"app": "theses"}, "which the policy picks"
    if name == "theses":
        assert container["command"][2] == numbered.__name__
        assert container["command"][3:] == ["list.tsv"]
    else:
        assert (HOUSE / container["command"][2].removeprefix("/opt/thesis/")).is_file()
