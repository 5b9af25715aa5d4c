"""Trains the network, or goes on where a run stopped. See README.md for the two commands.

The learning rate warms up and then stays; --decay STEPS ends a run with a rate falling to zero over that many
steps. Steps count, not time, so a run may be stopped and killed at will.
"""

import argparse
import os
import signal

os.environ.setdefault("THP_MEM_ALLOC_ENABLE", "1")  # large pages for large tensors: a tenth faster on a CPU

import torch

from mixing import Batches, Clips
from model import NETWORKS
from run import Run


def options():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.ArgumentDefaultsHelpFormatter
    )
    add = parser.add_argument
    add("--data", help="folder with speech.npy, speech.json, noise.npy, noise.json")
    add("--speech", help="instead: folder of clean speech recordings")
    add("--noise", help="instead: folder of noise recordings")
    add(
        "--run",
        required=True,
        help="folder for state, curve and finished weights; what is there is continued",
    )
    add("--start", help="weights or state to start a new run from")
    add("--validation", help="folder of validation mixtures, for the curve")
    add("--network", choices=NETWORKS, default="gtcrn")
    add("--seconds", type=float, default=32.0, help="of sound in a batch of two to eight clips")
    add("--rate", type=float, default=1e-3, help="learning rate")
    add(
        "--decay",
        type=int,
        default=0,
        help="end this many steps after the run's first, the learning rate falling to zero",
    )
    add("--steps", type=int, default=0, help="end this many steps after the run's first (0: go on until stopped)")
    add(
        "--frozen",
        action="store_true",
        help="normalise by the averaged statistics, as in use, no longer by each batch's own",
    )
    add("--keep", type=float, default=0.999, help="share of the averaged weights kept at each step")
    add("--seed", type=int, default=1)
    add("--workers", type=int, default=1, help="processes that mix")
    add("--threads", type=int, default=1)
    add("--evaluate", type=int, default=2000, help="steps between two rows of the curve")
    return parser.parse_args()


def clips(chosen):
    parts = {}
    for name, folder in (("speech", chosen.speech), ("noise", chosen.noise)):
        if not folder and not chosen.data:
            raise SystemExit(f"no {name}: give --data FOLDER or --{name} FOLDER")
        parts[name] = Clips.from_folder(folder) if folder else Clips.packed(chosen.data, name)
    return parts["speech"], parts["noise"]


def main():
    chosen = options()
    torch.set_num_threads(chosen.threads)
    run = Run(chosen)
    if run.finished():
        raise SystemExit(f"{chosen.run}: all steps are done; a further part takes a folder of its own, with --start")
    batches = Batches(*clips(chosen), chosen.seed, run.step, chosen.seconds, chosen.workers)
    stopped = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.append(True))
    while not stopped and not run.finished():
        run.advance(*batches.next())
        if run.step % 250 == 0:
            run.save()
        if run.step % chosen.evaluate == 0:
            run.report()
    batches.stop()
    run.save()
    if run.finished() and run.losses:
        run.report()


if __name__ == "__main__":
    main()
