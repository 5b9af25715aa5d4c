"""The network's operators: fast ones on the CPU while training, PyTorch's own everywhere else."""

import functools
import sys

import torch

from . import plain


@functools.cache
def compiled():
    """The fast operators, or the plain ones where they cannot be compiled."""
    from . import fast

    try:
        fast.native()
    except (RuntimeError, OSError, ImportError) as problem:
        reason = str(problem).strip().splitlines()[0][:100]
        print(
            f"operators not compiled ({reason}): training goes on with PyTorch's own, several times slower",
            file=sys.stderr,
        )
        return plain
    return fast


def operators(x, training):
    if training and x.device.type == "cpu" and x.dtype in (torch.float32, torch.complex64):
        return compiled()
    return plain
