"""Weights in and out: safetensors, and the published format (a torch checkpoint, the weights under "model")."""

from pathlib import Path

import torch

import safetensors
from model import NETWORKS, name_of


def load(path):
    """A network from .safetensors, a published .tar, or a run's state (of which the averaged weights)."""
    path = Path(path)
    if not path.is_file():
        raise SystemExit(f"{path}: no such file")
    if path.suffix == ".safetensors":
        tensors = {name: torch.from_numpy(a) for name, a in safetensors.read(path)[0].items()}
    else:
        state = torch.load(path, map_location="cpu", weights_only=True)
        tensors = state.get("average") or state.get("model") or state
    name = recognise(tensors)
    network = NETWORKS[name]()
    expected = network.state_dict()
    wrong = sorted(expected.keys() ^ tensors.keys())
    if wrong:
        raise SystemExit(
            f"{path}: not a {name} checkpoint, {wrong[0]} is {'missing' if wrong[0] in expected else 'unknown'}"
        )
    network.load_state_dict({name: tensors[name].reshape(t.shape) for name, t in expected.items()})
    return network.eval()


def recognise(tensors):
    """The network that shares most names with these tensors."""
    shared = {name: len(kind().state_dict().keys() & tensors.keys()) for name, kind in NETWORKS.items()}
    return max(shared, key=shared.get)


def save(network, path, about):
    """about: metadata, text to text"""
    tensors = {name: t.detach().cpu() for name, t in network.state_dict().items()}
    broken = [name for name, t in tensors.items() if not torch.isfinite(t).all()]
    if broken:
        raise SystemExit(f"{broken[0]} holds values that are not finite; nothing written")
    if Path(path).suffix == ".tar":
        torch.save({"epoch": 0, "optimizer": {}, "model": tensors}, path)
    else:
        arrays = {name: t.reshape(t.shape or (1,)).numpy() for name, t in tensors.items()}
        safetensors.write(path, arrays, {"network": name_of(network), **about})
