"""Where the test processes of one run keep what they share."""

import os
from pathlib import Path

import pytest


def shared_folder(factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a run that all its test processes see; it is empty when the run begins.

    Args:
        factory: where folders of a run lie.
    """
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
