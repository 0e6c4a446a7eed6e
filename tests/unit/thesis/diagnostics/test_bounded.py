"""Bounds of time and memory."""

import resource
import signal

import pytest

from thesis.diagnostics import bounded


def endless() -> None:
    while True:
        pass


def test_what_never_ends_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "SECONDS", 0.05)
    with pytest.raises(bounded.EndlessError), bounded.bounded():
        endless()


def test_what_takes_all_memory_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "BYTES", 10**8)
    with pytest.raises(MemoryError), bounded.bounded():
        bytes(10**9)


def test_all_is_as_before_afterwards() -> None:
    before = resource.getrlimit(resource.RLIMIT_DATA), signal.getsignal(signal.SIGVTALRM)
    with bounded.bounded(), bounded.bounded():
        pass
    assert (resource.getrlimit(resource.RLIMIT_DATA), signal.getsignal(signal.SIGVTALRM)) == before
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0, 0)
