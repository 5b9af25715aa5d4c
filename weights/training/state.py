"""A run's state on disk: network, averaged network, optimiser, step.

Written beside the old one and renamed, so that a kill leaves one of the two.
"""

import os
from pathlib import Path

import torch


def save(path, network, average, optimiser, step, seconds):
    path = Path(path)
    beside = path.with_suffix(".part")
    torch.save(
        {
            "model": network.state_dict(),
            "average": average.state_dict(),
            "optimizer": optimiser.state_dict(),
            "step": step,
            "seconds": seconds,
        },
        beside,
    )
    os.replace(beside, path)


def take(path, network, tensors):
    if tensors.keys() != network.state_dict().keys():
        raise SystemExit(f"{path}: holds another network")
    network.load_state_dict(tensors)


def restore(path, network, average, optimiser):
    """Returns the step and the seconds of audio seen so far."""
    state = torch.load(path, map_location="cpu", weights_only=True)
    take(path, network, state["model"])
    take(path, average, state["average"])
    optimiser.load_state_dict(state["optimizer"])
    return state["step"], state["seconds"]


@torch.no_grad()
def follow(average, network, keep):
    """average <- keep · average + (1 - keep) · network"""
    for ours, theirs in zip(average.state_dict().values(), network.state_dict().values()):
        if ours.is_floating_point():
            ours.lerp_(theirs, 1 - keep)
        else:
            ours.copy_(theirs)
