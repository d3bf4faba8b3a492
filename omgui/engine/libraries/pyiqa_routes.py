"""Every way by which pyiqa and its libraries fetch a file, led to files that we hand over.

While a network is built, the functions that download are replaced. Asked for a file that was handed
over, they read it, tensors only. Asked for one that was not, they leave the network they should
have filled full of NaN: a backbone that is fetched only to be overwritten costs no download, and if
a single number of it survives to the end, that is noticed. Nothing ever opens a connection.
"""

from __future__ import annotations

import functools
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlparse

import torch
from torch import Tensor, nn

from omgui.engine.libraries.checkpoint_reader import (
    misfit,
    missing_file,
    read_checkpoint,
    read_clip,
    read_safetensors,
    read_script,
    wrong_file,
)

_CLIP_FILES = {"RN50": "RN50.pt", "ViT-B/32": "ViT-B-32.pt", "ViT-L/14": "ViT-L-14.pt"}
# Arguments of CLIP's constructor, read off the published files.
_CLIP_SHAPES: dict[str, tuple[Any, ...]] = {
    "RN50": (1024, 224, (3, 4, 6, 3), 64, None, 77, 49408, 512, 8, 12),
    "ViT-B/32": (512, 224, 12, 768, 32, 77, 49408, 512, 8, 12),
    "ViT-L/14": (768, 224, 24, 1024, 14, 77, 49408, 768, 12, 12),
}
_FACES = "facexlib"


class _Unloaded(dict[str, Tensor]):
    """Stands for the tensors of a file that was not handed over."""


class Routes:
    """The files of one network, and what became of the wish for others.

    Args:
        files: Official name to path.
    """

    def __init__(self, files: Mapping[str, Path]) -> None:
        self._files = dict(files)
        self._filled: dict[int, nn.Parameter] = {}
        self.skipped: list[str] = []
        self.last_file = ""

    def path(self, url: str, *_: object, **__: object) -> str:
        """Return where the file of this address lies, for code that reads it itself.

        Raises:
            ProblemError: ``weights-missing`` when it was not handed over.
        """
        name = _name_of(url)
        if name not in self._files:
            raise missing_file(name)
        self.last_file = name
        return str(self._files[name])

    def tensors(self, url: str) -> Any:  # noqa: ANN401  # whatever the file holds
        """Return what the file of this address holds, or a stand-in that fills with NaN."""
        name = _name_of(url)
        if name not in self._files:
            return self._skip(name)
        self.last_file = name
        return read_checkpoint(self._files[name])

    def load_into(
        self, net: nn.Module, address: str, strict: bool = True, weight_keys: str | None = None
    ) -> None:
        """Fill a network from the file of this address, as pyiqa's own loader does."""
        found = self.tensors(address)
        if isinstance(found, _Unloaded):
            net.load_state_dict(found)
            return
        if weight_keys is not None:
            found = found[weight_keys]
        named = {str(key).removeprefix("module."): value for key, value in found.items()}
        result = net.load_state_dict(named, strict=strict)
        if result.unexpected_keys:
            key = result.unexpected_keys[0]
            raise wrong_file(self.last_file, f"it holds {key}, which does not belong there")

    def note_filled(self, net: nn.Module, state: Mapping[str, Any]) -> None:
        """Remember what was filled; refuse a file that leaves anything as it was made at random.

        Files that hold a part of a network only complete what others have filled before.

        Raises:
            ProblemError: ``weights-wrong``.
        """
        named = dict(net.named_parameters(remove_duplicate=False))
        self._filled.update((id(named[key]), named[key]) for key in state if key in named)
        for key, parameter in named.items():
            if id(parameter) not in self._filled:
                raise wrong_file(self.last_file, f"it lacks {key}")

    def clip(self, module: Any, name: str) -> Any:  # noqa: ANN401  # a module, its network
        """Build CLIP by the classes of a module, in single precision on the CPU."""
        file = _CLIP_FILES.get(name, name)
        if file in self._files:
            self.last_file = file
            state = read_clip(self._files[file])
            return module.build_model(dict(state)).float().eval()
        create = getattr(module, "CLIP", None) or module.AFINECLIP
        built = create(*_CLIP_SHAPES[name]).float().eval()
        built.load_state_dict(self._skip(file))
        return built

    def timm(
        self, net: nn.Module, pretrained_cfg: Mapping[str, Any] | None = None, **_: object
    ) -> None:
        """Fill a network of timm, from its file where that was handed over."""
        config = pretrained_cfg or {}
        file = f"{config.get('architecture')}.{config.get('tag')}.safetensors"
        if file in self._files:
            self.last_file = file
            net.load_state_dict(read_safetensors(self._files[file]))
        else:
            net.load_state_dict(self._skip(file))

    def refuse(self, address: object, *_: object, **__: object) -> None:
        """Stand for anything that would open a connection.

        Raises:
            ProblemError: ``weights-missing``, always.
        """
        raise missing_file(_name_of(str(getattr(address, "full_url", address))))

    def _skip(self, name: str) -> _Unloaded:
        self.skipped.append(name)
        return _Unloaded()


def _name_of(address: str) -> str:
    return unquote(urlparse(address).path).rpartition("/")[2] or address


@contextmanager
def led_by(routes: Routes) -> Iterator[None]:
    """Lead this thread's wishes for files to the routes; other threads notice nothing."""
    with ExitStack() as stack:
        for owner, name, replacement in _replacements(routes, stack):
            stack.callback(setattr, owner, name, getattr(owner, name))
            setattr(owner, name, replacement)
        yield


def _replacements(routes: Routes, stack: ExitStack) -> Iterator[tuple[Any, str, Any]]:
    yield from _of_torch(routes)
    yield from _of_torchvision(routes)
    yield from _of_clip(routes)
    if "timm" in sys.modules:
        builder: Any = sys.modules["timm.models._builder"]
        yield builder, "load_pretrained", _here(builder.load_pretrained, routes.timm)
    if "huggingface_hub" in sys.modules:
        hub = sys.modules["huggingface_hub"]
        for name in ("hf_hub_download", "snapshot_download"):
            yield hub, name, _here(getattr(hub, name), _refuse_hub(routes))
    # Imported by name all over the library, so replaced wherever the name stands.
    scratch = ""
    for module in _modules("pyiqa", _FACES):
        for name, replacement in (
            ("load_file_from_url", routes.path),
            ("load_pretrained_network", routes.load_into),
        ):
            if hasattr(module, name):
                yield module, name, replacement
        if hasattr(module, "DEFAULT_CACHE_DIR"):
            scratch = scratch or stack.enter_context(tempfile.TemporaryDirectory())
            yield module, "DEFAULT_CACHE_DIR", scratch


def _of_torch(routes: Routes) -> Iterator[tuple[Any, str, Any]]:
    def load(file: Any, *_: object, **__: object) -> Any:  # noqa: ANN401  # torch.load's own
        return read_checkpoint(Path(file))

    def read(file: Any, *_: object, **__: object) -> nn.Module:  # noqa: ANN401  # torch.jit's own
        return read_script(Path(file))

    def from_url(url: str, *_: object, **__: object) -> Any:  # noqa: ANN401  # torch.hub's own
        return routes.tensors(url)

    def fill(
        original: Callable[..., Any],
        net: nn.Module,
        state: Mapping[str, Any],
        strict: bool = True,
        assign: bool = False,
    ) -> Any:  # noqa: ANN401  # torch's own
        if isinstance(state, _Unloaded):
            _fill_with_nan(net)
            return nn.modules.module._IncompatibleKeys([], [])  # noqa: SLF001  # what torch returns
        try:
            result = original(net, state, strict=strict, assign=assign)
        except RuntimeError as error:
            raise wrong_file(routes.last_file, misfit(error)) from error
        routes.note_filled(net, state)
        return result

    loads = nn.Module.load_state_dict
    yield nn.Module, "load_state_dict", _here(loads, fill, passes_original=True)
    yield torch, "load", _here(torch.load, load)
    yield torch.jit, "load", _here(torch.jit.load, read)
    yield torch.hub, "load_state_dict_from_url", _here(torch.hub.load_state_dict_from_url, from_url)
    yield (
        torch.hub,
        "download_url_to_file",
        _here(torch.hub.download_url_to_file, routes.refuse),
    )
    for module in _modules("pyiqa"):
        if hasattr(module, "load_state_dict_from_url"):
            yield module, "load_state_dict_from_url", from_url


def _of_torchvision(routes: Routes) -> Iterator[tuple[Any, str, Any]]:
    weights_enum = sys.modules["torchvision.models"].WeightsEnum

    def state_of(weights: Any, *_: object, **__: object) -> Any:  # noqa: ANN401  # torchvision's own
        return routes.tensors(weights.url)

    yield weights_enum, "get_state_dict", _here(weights_enum.get_state_dict, state_of)


def _of_clip(routes: Routes) -> Iterator[tuple[Any, str, Any]]:
    for module, models, gives_pair in (
        ("pyiqa.archs.clip_model", "pyiqa.archs.clip_model", False),
        ("pyiqa.archs.afineclip_model", "pyiqa.archs.afineclip_model", True),
        ("clip.clip", "clip.model", True),
    ):
        if module not in sys.modules:
            continue
        original: Callable[..., Any] = sys.modules[module].load
        replacement = _clip_loader(routes, sys.modules[models], gives_pair=gives_pair)
        for user in _modules("pyiqa", "clip"):
            if getattr(user, "load", None) is original:
                yield user, "load", _here(original, replacement)


def _clip_loader(routes: Routes, models: Any, *, gives_pair: bool) -> Callable[..., Any]:  # noqa: ANN401  # a module
    def load(name: str, *_: object, **__: object) -> Any:  # noqa: ANN401  # CLIP's own
        net = routes.clip(models, name)
        return (net, None) if gives_pair else net

    return load


def _refuse_hub(routes: Routes) -> Callable[..., None]:
    def refuse(repo_id: str = "", filename: str = "", **_: object) -> None:
        routes.refuse(f"{repo_id}/{filename}")

    return refuse


def _modules(*packages: str) -> list[Any]:
    starts = tuple(f"{package}." for package in packages)
    return [
        module
        for name, module in list(sys.modules.items())
        if module is not None and (name in packages or name.startswith(starts))
    ]


def _here(
    original: Callable[..., Any], replacement: Callable[..., Any], *, passes_original: bool = False
) -> Callable[..., Any]:
    """Replace a function for this thread only."""
    thread = threading.get_ident()

    @functools.wraps(original)
    def choose(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401  # whatever it replaces
        if threading.get_ident() != thread:
            return original(*args, **kwargs)
        if passes_original:
            return replacement(original, *args, **kwargs)
        return replacement(*args, **kwargs)

    return choose


@torch.no_grad()
def _fill_with_nan(net: nn.Module) -> None:
    for tensor in (*net.parameters(), *net.buffers()):
        if tensor.is_floating_point():
            tensor.fill_(float("nan"))
