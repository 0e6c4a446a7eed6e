"""A real Slurm of one node, begun for a test and ended with it: Debian's, without accounting."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = ("munged", "slurmctld", "slurmd", "squeue")
CONFIGURED = Path("/etc/slurm/slurm.conf")
"""Where a job's own srun looks for it, whatever SLURM_CONF says."""

SETTINGS = """\
ClusterName=one
SlurmctldHost={host}
AuthType=auth/munge
AuthInfo=socket={root}/munge.socket
CredType=cred/munge
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
ReturnToService=2
SlurmUser=root
SlurmdUser=root
StateSaveLocation={root}/state
SlurmdSpoolDir={root}/spool
SlurmctldPidFile={root}/slurmctld.pid
SlurmdPidFile={root}/slurmd.pid
SlurmctldLogFile={root}/slurmctld.log
SlurmdLogFile={root}/slurmd.log
NodeName={host} CPUs=2 RealMemory=6000 State=UNKNOWN
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
"""


def lacking() -> str:
    """Why there can be no Slurm of one's own here; "" where there can."""
    if missing := [name for name in PROGRAMS if not shutil.which(name)]:
        return f"no {', '.join(missing)}: apt-get install slurmctld slurmd slurm-client munge"
    if os.geteuid() != 0:
        return "only root may begin a Slurm"
    return f"{CONFIGURED} is that of another Slurm" if CONFIGURED.exists() else ""


@contextmanager
def running(root: Path) -> Iterator[Node]:
    """A Slurm with one idle node, its files in a folder."""
    for name in ("state", "spool"):
        (root / name).mkdir()
    key = root / "munge.key"
    key.write_bytes(os.urandom(1024))
    key.chmod(0o400)
    files = {"socket": "socket", "pid-file": "pid", "log-file": "log", "seed-file": "seed"}
    options = [f"--{option}={root}/munge.{ending}" for option, ending in files.items()]
    node = Node(root)
    CONFIGURED.parent.mkdir(exist_ok=True)
    CONFIGURED.write_text(SETTINGS.format(host=socket.gethostname(), root=root), "utf-8")
    try:
        subprocess.run(["munged", "--force", f"--key-file={key}", *options], check=True)
        for name in ("slurmctld", "slurmd"):
            subprocess.run([name], check=True)
        node.wait_until("idle")
        yield node
    finally:
        for name in ("slurmd", "slurmctld", "munge"):
            node.end(name)
        CONFIGURED.unlink()


class Node:
    """The one node, and what can happen to it.

    Args:
        root: the folder of its files.
    """

    def __init__(self, root: Path) -> None:
        self.root, self.name = root, socket.gethostname()

    def state(self) -> str:
        """Of the node, as sinfo has it: ``idle``, ``mixed``, ``draining``."""
        sinfo = ["sinfo", "--noheader", "--format=%T"]
        return subprocess.run(sinfo, capture_output=True, text=True, check=False).stdout.strip()

    def jobs(self) -> list[str]:
        """The numbers of the jobs that run."""
        squeue = ["squeue", "--noheader", "--states=RUNNING", "--format=%i"]
        return subprocess.run(squeue, capture_output=True, text=True, check=True).stdout.split()

    def update(self, state: str) -> None:
        """Set the state of the node, as its administrator does: ``drain``, ``resume``."""
        node = [f"nodename={self.name}", f"state={state}", "reason=test"]
        subprocess.run(["scontrol", "update", *node], check=True)

    def end(self, name: str) -> None:
        """End a daemon, and wait until it has ended."""
        pid = self.root / f"{name}.pid"
        if not pid.exists():
            return
        number = int(pid.read_text())
        os.kill(number, 15)
        while Path(f"/proc/{number}").exists():
            time.sleep(0.1)

    def wait_until(self, *states: str, seconds: float = 30) -> None:
        """Wait until the node has one of some states.

        Raises:
            TimeoutError: it does not come to have it.
        """
        ends = time.monotonic() + seconds
        while self.state() not in states:
            if time.monotonic() > ends:
                raise TimeoutError(f"the node is {self.state() or 'not there'}, not {states}")
            time.sleep(0.2)
