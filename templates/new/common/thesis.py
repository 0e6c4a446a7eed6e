"""The commands of ``python -m thesis``, for this folder: the code lives in one of its own."""

import runpy
import sys
from pathlib import Path

HOUSE = Path(__file__).parent / "<<house>>"

sys.path[0] = str(HOUSE.resolve())
runpy.run_module("thesis", run_name="__main__", alter_sys=True)
