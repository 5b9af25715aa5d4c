"""The network's operators: fast ones on the CPU while training, PyTorch's own everywhere else."""
from . import plain


def operators(x, training):
    if training and x.device.type == "cpu" and x.dtype.is_floating_point and x.element_size() == 4:
        from . import fast
        return fast
    return plain
