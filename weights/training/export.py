"""Converts weights: safetensors, published .tar, a run's state.pt (of which the averaged weights).

python export.py IN OUT.safetensors|OUT.tar
python export.py IN OUT.safetensors --golden GOLDEN.safetensors --sample NOISY.wav
"""

import argparse
import hashlib
from pathlib import Path

import numpy as np
import torch

import checkpoints
import safetensors
from spectra import RATE
from validation import enhance

GOLDEN_SECONDS = 3


def options():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("source")
    parser.add_argument("target")
    parser.add_argument("--about", default="", help="a line kept in the file's metadata")
    parser.add_argument(
        "--golden",
        help="also write what the network makes of a sample, for other implementations to compare with",
    )
    parser.add_argument("--sample", help="the noisy recording for it, 16 kHz mono")
    return parser.parse_args()


def hash_file(path):
    """NAME.sha256 beside the file, as sha256sum -c reads it"""
    path = Path(path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    path.with_suffix(".sha256").write_text(f"{digest}  {path.name}\n")
    return digest


def golden(network, sample, path, digest):
    import soundfile

    samples, rate = soundfile.read(sample, dtype="float32")
    if rate != RATE or samples.ndim > 1:
        raise SystemExit(
            f"{sample}: expected {RATE} Hz mono, found {rate} Hz, {1 if samples.ndim == 1 else samples.shape[1]} channels"
        )
    samples = samples[: GOLDEN_SECONDS * RATE]
    enhanced = enhance(network, samples).astype(np.float32)
    safetensors.write(path, {"samples": samples, "enhanced_samples": enhanced}, {"weights": digest})


def main():
    chosen = options()
    torch.set_num_threads(1)
    if chosen.golden and not (chosen.sample and Path(chosen.target).suffix == ".safetensors"):
        raise SystemExit("--golden needs --sample and a target that ends in .safetensors")
    network = checkpoints.load(chosen.source)
    checkpoints.save(network, chosen.target, {"made": chosen.about} if chosen.about else {})
    if Path(chosen.target).suffix == ".safetensors":
        digest = hash_file(chosen.target)
        print(digest, chosen.target)
    if chosen.golden:
        golden(network, chosen.sample, chosen.golden, digest)


if __name__ == "__main__":
    main()
