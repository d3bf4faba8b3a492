"""A checkpoint to fetch, and what is asked of a fetch that fails."""

from __future__ import annotations

import pytest

from omgui.core.metric_spec import Checkpoint
from omgui.core.problems import ProblemError
from omgui.weights.fetch import fetch
from tests.weights.samples import torch_file

BODY = torch_file(900_000)
NAME = "net_koniq-12345678.pth"


def checkpoint(url, name=NAME, **more):
    return Checkpoint(name, url, more.pop("size_bytes", len(BODY)), **more)


def problem_of(wanted, **options):
    with pytest.raises(ProblemError) as caught:
        fetch(wanted, "net", **options)
    problem = caught.value.problem
    assert problem.hint
    assert "Errno" not in str(problem)
    assert "object at 0x" not in str(problem)
    return problem


def only_file(folder):
    """Return the names in a folder, without the lock that stays."""
    if not folder.exists():
        return []
    return sorted(path.name for path in folder.iterdir() if not path.name.endswith(".lock"))
