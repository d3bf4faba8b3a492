"""Checkpoint files, read without running anything in them and taken only if all of them fits."""

from __future__ import annotations

import pickle
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from omgui.core.problems import Problem, ProblemError
from omgui.engine.models.numpy_numbers import numpy_numbers_allowed
from omgui.engine.scorer import is_out_of_memory

_OUTER_KEYS = ("state_dict", "model", "params")  # under which authors put the tensors
_PARALLEL = "module."  # what training on several GPUs puts before every key
_COUNTER = "num_batches_tracked"  # counts training steps; older versions of torch saved none
_FETCH_AGAIN = (
    "Delete the file, then fetch it again with `omgui weights fetch` or import the right one with "
    "`omgui weights import`."
)


@dataclass(frozen=True)
class CheckpointFile:
    """What a checkpoint file holds.

    Attributes:
        path: The file.
        tensors: Its tensors by key, without a prefix that all of them have.
        extras: What lies beside the tensors, e.g. numbers of a later mapping.
        prefix: What stands before every key in the file.
    """

    path: Path
    tensors: Mapping[str, Tensor]
    extras: Mapping[str, object]
    prefix: str = ""

    def fill(
        self,
        module: nn.Module,
        device: torch.device,
        *,
        key_of: Callable[[str], str] = str,
        unused: tuple[str, ...] = (),
    ) -> None:
        """Set every weight of a module from the file and make it ready to score.

        Args:
            module: Built on the device ``meta``, so that nothing was computed for nothing.
            device: Where it is to compute.
            key_of: From a key of the module to the key in the file.
            unused: Parts of the module that the file must hold, but the score does not need; they
                are taken off it.

        Raises:
            ProblemError: ``weights-wrong`` when a key is missing or left over, or a shape differs.
        """
        self._check({key_of(key): tensor for key, tensor in module.state_dict().items()})
        for name in unused:
            parent, _, child = name.rpartition(".")
            setattr(module.get_submodule(parent), child, None)
        # Copies: a model must not stand on a file that may vanish or change under it.
        state = {
            key: self.tensors[key_of(key)].to(device, copy=True)
            if key_of(key) in self.tensors
            else torch.zeros(tensor.shape, dtype=tensor.dtype, device=device)
            for key, tensor in module.state_dict().items()
        }
        module.load_state_dict(state, assign=True)
        module.eval().requires_grad_(requires_grad=False)

    def numbers(self, key: str, count: int) -> tuple[float, ...]:
        """Return the numbers kept under a key beside the tensors.

        Raises:
            ProblemError: ``weights-wrong`` when there are not so many numbers there.
        """
        try:
            found = tuple(float(number) for number in self.extras[key])  # type: ignore[attr-defined]
        except (KeyError, TypeError, ValueError):
            found = ()
        if len(found) != count:
            raise wrong(self.path, f"it holds no {count} numbers under “{key}”")
        return found

    def _check(self, wanted: Mapping[str, Tensor]) -> None:
        for key, tensor in wanted.items():
            if key in self.tensors:
                self._check_tensor(key, tensor, self.tensors[key])
            elif not key.endswith(_COUNTER):
                absent = [k for k in wanted if k not in self.tensors and not k.endswith(_COUNTER)]
                raise wrong(self.path, f"“{self.prefix}{key}” is missing{_and_more(absent)}")
        surplus = [key for key in self.tensors if key not in wanted]
        if surplus:
            raise wrong(
                self.path, f"it holds “{self.prefix}{surplus[0]}”{_and_more(surplus)} too much"
            )

    def _check_tensor(self, key: str, wanted: Tensor, found: Tensor) -> None:
        if found.shape != wanted.shape:
            raise wrong(
                self.path,
                f"“{self.prefix}{key}” has the shape {_shape(found)} instead of {_shape(wanted)}",
            )
        if found.layout is not torch.strided or found.is_meta:
            raise wrong(self.path, f"“{self.prefix}{key}” is not stored number by number")
        if found.dtype != wanted.dtype:
            raise wrong(
                self.path,
                f"“{self.prefix}{key}” is stored as {_type(found)} instead of {_type(wanted)}",
            )


def read_checkpoint(path: Path) -> CheckpointFile:
    """Read a file that ``torch.save`` wrote, of any version, without running code in it.

    The tensors may lie bare or under ``state_dict``, ``model`` or ``params``, and all keys may
    start with ``module.``, as training on several GPUs leaves them. Tensors of current files stay
    on the disk until they are used, so that an optimizer's state beside them costs nothing.

    Raises:
        ProblemError: ``weights-missing`` when it is not there, ``weights-wrong`` when it cannot be
            read or holds no tensors.
    """
    content = _load(path)
    if not isinstance(content, Mapping):
        raise wrong(path, f"it holds a {type(content).__name__}, not tensors by name")
    outer = next((key for key in _OUTER_KEYS if isinstance(content.get(key), Mapping)), None)
    tensors: Mapping[Any, Any] = content if outer is None else content[outer]
    extras = {} if outer is None else {k: v for k, v in content.items() if k != outer}
    others = [key for key, value in tensors.items() if not isinstance(value, Tensor)]
    if others or not tensors:
        told = f"“{others[0]}” in it is no tensor" if others else "it holds no tensors"
        raise wrong(path, told)
    prefix = _PARALLEL if all(str(key).startswith(_PARALLEL) for key in tensors) else ""
    bare = {str(key)[len(prefix) :]: tensor.detach() for key, tensor in tensors.items()}
    return CheckpointFile(path, bare, extras, prefix)


def wrong(path: Path, why: str, hint: str = _FETCH_AGAIN) -> ProblemError:
    """Return the problem of a checkpoint that is not what it should be."""
    return ProblemError(
        Problem(
            "weights-wrong",
            f"{path.name} is not the checkpoint that it should be: {why}.",
            hint,
            where=str(path),
        )
    )


def _load(path: Path) -> object:
    start = _start_of(path)
    is_current = zipfile.is_zipfile(path)
    if start.startswith(b"PK") and not is_current:
        raise wrong(path, "its end is missing, the download or copy broke off")
    try:
        with numpy_numbers_allowed():
            # Only files of torch 1.6 and later can stay on the disk.
            return torch.load(path, map_location="cpu", weights_only=True, mmap=is_current or None)
    except pickle.UnpicklingError as error:
        raise _unreadable(path, str(error)) from error
    except Exception as error:  # a damaged file makes torch raise anything
        if is_out_of_memory(error):
            raise
        raise _damaged(path) from error


def _start_of(path: Path) -> bytes:
    """Return the first bytes of a file that may be a checkpoint."""
    try:
        with path.open("rb") as stream:
            start = stream.read(512)
    except FileNotFoundError as error:
        raise ProblemError(
            Problem(
                "weights-missing",
                f"The checkpoint {path.name} is no longer where it was found.",
                "Fetch it again with `omgui weights fetch`, or import it with "
                "`omgui weights import`.",
                where=str(path),
            )
        ) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        hint = "Check that the file may be read and that its drive is there."
        raise wrong(path, f"it cannot be read ({reason})", hint) from error
    if not start:
        raise wrong(path, "it is empty")
    if start.lstrip().startswith(b"<"):
        raise wrong(
            path,
            "it is a web page; a server answered with a page (of a login, or of too many "
            "downloads) instead of the file",
        )
    return start


def _unreadable(path: Path, said: str) -> ProblemError:
    """Tell a file that holds objects of Python from a damaged one."""
    found = re.search(r"GLOBAL (\S+)", said)
    if found is None:
        return _damaged(path)
    return wrong(
        path,
        f"beside tensors it holds Python objects ({found[1]}), and reading those could run a "
        "program hidden in the file, so it was not opened",
        "Fetch the published file with `omgui weights fetch`. If you trust this one, let someone "
        "who knows PyTorch save its tensors alone: load it with weights_only=False, then "
        "torch.save only the dictionary of tensors (“state_dict”), under the same file name.",
    )


def _damaged(path: Path) -> ProblemError:
    return wrong(path, "it is damaged or cut off, or was not written by PyTorch")


def _and_more(keys: list[str]) -> str:
    return f" (and {len(keys) - 1} more)" if len(keys) > 1 else ""


def _shape(tensor: Tensor) -> str:
    return "×".join(str(side) for side in tensor.shape) or "of a single number"


def _type(tensor: Tensor) -> str:
    return str(tensor.dtype).removeprefix("torch.")
