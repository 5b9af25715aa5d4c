"""Batches made ahead by other processes. Batch i of a seed never changes, so a run goes on where it was."""

import multiprocessing
import os
import queue
import signal

import numpy as np

from . import shares
from .clips import RATE
from .draw import choose
from .mixture import HOP, Mixer


def batch(mixer, seed, index, seconds):
    """noisy, clean, ceiling: clips of one length, together about `seconds` long"""
    clips = choose(np.random.default_rng([seed, index]), shares.CLIPS)
    frames = int(seconds * RATE / clips / HOP) // 8 * 8  # the fast operators work on eights
    length = (frames - 1) * HOP
    pairs = [mixer.pair(np.random.default_rng([seed, index, k]), length) for k in range(clips)]
    return tuple(np.stack(parts) for parts in zip(*pairs))


def _work(to, mixer, seed, first, step, seconds, parent):
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which saves its state
    index = first
    while _put(to, batch(mixer, seed, index, seconds), parent):
        index += step


def _put(to, made, parent):
    """Returns False if the parent has ended meanwhile."""
    while os.getppid() == parent:
        try:
            to.put(made, timeout=1)
            return True
        except queue.Full:
            pass
    to.cancel_join_thread()
    return False


class Batches:
    """Iterates from batch `first` on; `workers` processes take turns."""

    def __init__(self, speech, noise, seed, first, seconds, workers=1):
        context = multiprocessing.get_context("fork")
        mixer = Mixer(speech, noise)
        self.queues, self.processes = [], []
        for worker in range(workers):
            made = context.Queue(maxsize=6)
            arguments = (made, mixer, seed, first + worker, workers, seconds, os.getpid())
            process = context.Process(target=_work, args=arguments, daemon=True)
            process.start()
            self.queues.append(made)
            self.processes.append(process)
        self.turn = 0

    def next(self):
        worker = self.turn % len(self.queues)
        self.turn += 1
        while True:
            try:
                return self.queues[worker].get(timeout=1)
            except queue.Empty:
                if not self.processes[worker].is_alive():
                    raise SystemExit("a process that mixes has ended") from None

    def stop(self):
        for process in self.processes:
            process.terminate()
