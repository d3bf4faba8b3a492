"""Reading checkpoint files that someone else made: tensors only, no code, problems in words."""

from __future__ import annotations

import ast
import hashlib
import re
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from omgui.core.catalogue import checkpoint_files
from omgui.core.problems import Problem, ProblemError

# torch's own: while a network is built, others stand under their names.
_load_tensors = torch.load
_load_archive = torch.jit.load
_PUBLISHED_ARCHIVES = {
    file.file: file.sha256
    for file in (
        checkpoint_files.CLIP_RN50,
        checkpoint_files.CLIP_VIT_B32,
        checkpoint_files.CLIP_VIT_L14,
    )
}
# Plain numbers that training scripts leave beside the weights (an epoch's loss, say).
_NUMBERS: list[Callable[..., Any] | tuple[Callable[..., Any], str]] = [
    np.dtype,
    type(np.dtype("float32")),
    type(np.dtype("float64")),
    type(np.dtype("int64")),
    (np.float64(0).__reduce__()[0], "numpy.core.multiarray.scalar"),
    (np.float64(0).__reduce__()[0], "numpy._core.multiarray.scalar"),
]
# What the code of a small network that was saved with it may call.
_ARITHMETIC = {
    f"torch.{name}"
    for name in (
        *("add", "sub", "mul", "div", "neg", "exp", "sigmoid", "relu", "tanh", "softmax", "pow"),
        *("linear", "addmm", "matmul", "mm", "t", "transpose", "view", "reshape", "flatten"),
        *("squeeze", "unsqueeze", "cat", "sum", "mean", "sqrt", "clamp", "batch_norm"),
        *("to", "size", "dim", "len", "dropout", "_convolution", "conv2d"),
    )
}
_LIBRARIES = {"torch", "ops"}
_OPENING = {"__setstate__", "__getstate__"}  # methods that run while an archive is opened
_LONGEST_CODE_BYTES = 1_000_000
_MISFITS = (
    (r'Missing key\(s\) in state_dict: "([^"]+)"', "it lacks {}"),
    (r'Unexpected key\(s\) in state_dict: "([^"]+)"', "it holds {}, which does not belong there"),
    (r"size mismatch for ([^:]+):", "{} has another shape"),
)


def wrong_file(file: str, reason: str) -> ProblemError:
    """Return the problem of a file that is not the checkpoint it should be."""
    return ProblemError(
        Problem(
            "weights-wrong",
            f"{file} is not the checkpoint it should be: {reason}.",
            "Delete it and get it again, e.g. with `omgui weights fetch`.",
        )
    )


def missing_file(file: str) -> ProblemError:
    """Return the problem of a file that a network asks for and nobody handed over."""
    return ProblemError(
        Problem(
            "weights-missing",
            f"The checkpoint {file} is needed, but it is not there.",
            "Get it with `omgui weights fetch`, or elsewhere and `omgui weights import FOLDER`.",
        )
    )


def read_checkpoint(path: Path) -> Any:  # noqa: ANN401  # a dictionary, a list or a tensor
    """Read what ``torch.save`` wrote, restricted to tensors, numbers and containers of them.

    Raises:
        ProblemError: ``weights-wrong`` when it is something else, or cut off.
    """
    try:
        with torch.serialization.safe_globals(_NUMBERS):
            return _load_tensors(path, map_location="cpu", weights_only=True)
    except FileNotFoundError:
        raise missing_file(path.name) from None
    except MemoryError:
        raise
    except Exception as error:
        raise wrong_file(path.name, _why_unreadable(error)) from error


def read_safetensors(path: Path) -> dict[str, Tensor]:
    """Read a file in the safetensors format.

    Raises:
        ProblemError: ``weights-wrong`` when it is something else, or cut off.
    """
    from safetensors.torch import load_file  # noqa: PLC0415  # few metrics need it

    try:
        return load_file(path)
    except FileNotFoundError:
        raise missing_file(path.name) from None
    except Exception as error:
        raise wrong_file(path.name, "it is not a whole safetensors file") from error


def read_clip(path: Path) -> dict[str, Tensor]:
    """Read a file of OpenAI's CLIP, which is a TorchScript archive: tensors, but code as well.

    Such an archive is only opened when it is the published one to the last bit, and nothing in it
    is ever called. A file of tensors alone does as well.

    Raises:
        ProblemError: ``weights-wrong`` when it is neither.
    """
    if not _is_archive_with_code(path):
        found = read_checkpoint(path)
        if not isinstance(found, dict):
            raise wrong_file(path.name, "it holds no named tensors")
        return found
    if _sha256(path) != _PUBLISHED_ARCHIVES.get(path.name):
        raise wrong_file(
            path.name, "it is an archive with program code that its publisher never published"
        )
    return dict(_open_archive(path).state_dict())


def read_script(path: Path) -> nn.Module:
    """Read a small network that was saved with its code, a TorchScript archive.

    TorchScript can read and write files. The code is looked at before anything is opened: it may
    call arithmetic on tensors only.

    Raises:
        ProblemError: ``weights-wrong`` when it is something else, or its code does more.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            sources = [name for name in archive.namelist() if name.endswith(".py")]
            if sum(archive.getinfo(name).file_size for name in sources) > _LONGEST_CODE_BYTES:
                raise wrong_file(path.name, "it holds more program code than such a network needs")
            code = "\n".join(archive.read(name).decode("utf-8") for name in sources)
    except FileNotFoundError:
        raise missing_file(path.name) from None
    except (OSError, UnicodeDecodeError, zipfile.BadZipFile) as error:
        raise wrong_file(path.name, "it is cut off or of another format") from error
    strange = _more_than_arithmetic(code)
    if strange or not sources:
        raise wrong_file(path.name, f"its code {strange}" if sources else "it holds no network")
    return _open_archive(path)


def _open_archive(path: Path) -> nn.Module:
    with warnings.catch_warnings():
        # The format is on its way out, but some weights are published in no other.
        warnings.simplefilter("ignore", DeprecationWarning)
        warnings.simplefilter("ignore", FutureWarning)
        return _load_archive(path, map_location="cpu")  # type: ignore[no-any-return, no-untyped-call]


def _more_than_arithmetic(code: str) -> str:
    """Return what else the code does, empty if it only computes.

    TorchScript is a part of Python, so Python's own parser reads it: blanks, comments and other
    names for a function hide nothing.
    """
    try:
        nodes = list(ast.walk(ast.parse(code)))
    except (SyntaxError, ValueError, RecursionError):
        return "cannot be read"
    own = {node.name for node in nodes if isinstance(node, ast.FunctionDef)}
    if own & _OPENING:
        return f"defines {min(own & _OPENING)}"
    for node in nodes:
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            parts = called.split(".")
            root, last = parts[0], parts[-1]
            # The network's own methods are in the code, and so looked at as well.
            is_own = root.isidentifier() and root not in _LIBRARIES and last in own
            if called not in _ARITHMETIC and not is_own:
                return f"calls {called[:60]}"
    return ""


def misfit(error: RuntimeError) -> str:
    """Say in words why tensors do not fit into a network, from torch's long list."""
    for pattern, words in _MISFITS:
        found = re.search(pattern, str(error))
        if found:
            return words.format(found.group(1))
    return "its tensors do not fit"


def _is_archive_with_code(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return any(name.endswith("/constants.pkl") for name in archive.namelist())
    except (OSError, zipfile.BadZipFile):
        return False  # not an archive at all; reading it tells the rest


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def _why_unreadable(error: Exception) -> str:
    forbidden = re.search(r"GLOBAL (\S+)", str(error))
    if forbidden:
        return f"it holds program code ({forbidden.group(1)}), not just numbers"
    return "it is cut off or of another format"
