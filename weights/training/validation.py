"""The validation sets, never trained on: clean/ID.flac, noisy/ID.flac, index.json with the SNRs.

A set may also hold clean-alone/ (speech without noise) and long/ (one recording of many scenes).
"""

import json
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch

from spectra import HOP, RATE, resynthesis, spectrum


class Mixture(NamedTuple):
    id: str
    snr: float
    noisy: np.ndarray
    clean: np.ndarray
    starts: bool  # begins in mid-word


def read(path):
    import soundfile

    return soundfile.read(path, dtype="float32")[0]


def mixtures(folder):
    folder = Path(folder)
    index = folder / "index.json"
    if not index.is_file():
        raise SystemExit(f"{index}: not found; expected clean/, noisy/ and index.json in {folder}")
    found = []
    for entry in json.loads(index.read_text()):
        pair = [read(folder / part / f"{entry['id']}.flac") for part in ("noisy", "clean")]
        found.append(Mixture(entry["id"], entry["snr"], *pair, entry.get("starts", False)))
    return found


def clean_files(folder):
    """Speech without noise; none where the set has no such files."""
    return [read(path) for path in sorted(Path(folder, "clean-alone").glob("*.flac"))]


def scenes(folder):
    """noisy, clean, and where each scene begins and ends; None where the set has no long file."""
    folder = Path(folder, "long")
    if not folder.is_dir():
        return None
    entries = json.loads((folder / "index-0.json").read_text())
    limits = [(int(e["at"] * RATE), int(e["at"] * RATE) + int(e["seconds"] * RATE)) for e in entries]
    return read(folder / "noisy-0.flac"), read(folder / "clean-0.flac"), limits


@torch.no_grad()
def enhance(network, samples):
    """Offline, in evaluation mode: as many samples out as in, aligned."""
    x = torch.from_numpy(samples)[None]
    x = torch.nn.functional.pad(x, (0, -len(samples) % HOP), "reflect")  # as the STFT goes on by itself
    enhanced = network.eval()(spectrum(x, network.window))
    return resynthesis(enhanced, x.shape[1], network.window)[0, : len(samples)].numpy()
