"""The validation mixtures: clean/ID.flac, noisy/ID.flac, index.json with the SNRs. Never trained on."""

import json
from pathlib import Path

import torch

from spectra import resynthesis, spectrum


def mixtures(folder):
    """Tuples of (id, SNR, noisy, clean)."""
    import soundfile

    folder = Path(folder)
    index = folder / "index.json"
    if not index.is_file():
        raise SystemExit(f"{index}: not found; expected clean/, noisy/ and index.json in {folder}")
    found = []
    for entry in json.loads(index.read_text()):
        pair = [
            soundfile.read(folder / part / f"{entry['id']}.flac", dtype="float32")[0]
            for part in ("noisy", "clean")
        ]
        found.append((entry["id"], entry["snr"], *pair))
    return found


@torch.no_grad()
def enhance(network, samples):
    """Offline, in evaluation mode: as many samples out as in, aligned."""
    x = torch.from_numpy(samples)[None]
    enhanced = network.eval()(spectrum(x, network.window))
    return resynthesis(enhanced, x.shape[1], network.window)[0].numpy()
