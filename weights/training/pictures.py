"""Draws validation mixtures as noisy, enhanced and clean spectrograms: python pictures.py WEIGHTS FOLDER OUT.png ID..."""

import argparse

import numpy as np

import checkpoints
import validation
from metrics import level
from spectra import RATE


def draw(rows, path, seconds):
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, panels = pyplot.subplots(
        len(rows), 3, figsize=(12, 2 * len(rows)), layout="constrained", squeeze=False
    )
    for line, (mixture, enhanced) in zip(panels, rows):
        gain = 0.1 / mixture.clean.std()
        sounds = {"noisy": mixture.noisy, "enhanced": enhanced, "clean": mixture.clean}
        for panel, (title, x) in zip(line, sounds.items()):
            x = gain * x[: int(seconds * RATE)]
            panel.set_facecolor("black")
            with np.errstate(divide="ignore"):  # digital silence
                panel.specgram(x, NFFT=512, Fs=RATE / 1000, noverlap=384, vmin=-80, vmax=-10, cmap="magma")
            panel.set_title(f"{mixture.id}, {mixture.snr} dB: {title}", fontsize=8)
            panel.tick_params(labelsize=7)
            panel.set_xticks([])
    figure.savefig(path, dpi=70)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("weights", "folder", "picture"):
        parser.add_argument(name)
    parser.add_argument("ids", nargs="+")
    parser.add_argument("--seconds", type=float, default=1000, help="of each file, from its beginning")
    chosen = parser.parse_args()
    network = checkpoints.load(chosen.weights)
    mixtures = {m.id: m for m in validation.mixtures(chosen.folder)}
    rows = [(mixtures[i], validation.enhance(network, mixtures[i].noisy)) for i in chosen.ids]
    draw(rows, chosen.picture, chosen.seconds)
    for mixture, enhanced in rows:
        print(f"{mixture.id}: level {level(mixture.clean, enhanced):.2f} dB")


if __name__ == "__main__":
    main()
