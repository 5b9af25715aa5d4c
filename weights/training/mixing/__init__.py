"""Noisy speech made on the fly from clean speech, recorded noise and arithmetic."""

from .batches import Batches, batch
from .clips import Clips
from .mixture import Mixer

__all__ = ["Batches", "Clips", "Mixer", "batch"]
