"""Batches made ahead by other processes. Batch i of a seed never changes, so a run goes on where it was."""

import multiprocessing
import os

import numpy as np

from .mixture import Mixer


def batch(mixer, seed, index, size, length):
    pairs = [mixer.pair(np.random.default_rng([seed, index, k]), length) for k in range(size)]
    return np.stack([noisy for noisy, _ in pairs]), np.stack([clean for _, clean in pairs])


def _work(queue, mixer, seed, first, step, size, length, parent):
    index = first
    while os.getppid() == parent:
        queue.put((index, *batch(mixer, seed, index, size, length)))
        index += step


class Batches:
    """Iterates from batch `first` on; `workers` processes take turns."""

    def __init__(self, speech, noise, seed, first, size, length, workers=1):
        context = multiprocessing.get_context("fork")
        mixer = Mixer(speech, noise)
        self.queues, self.processes = [], []
        for worker in range(workers):
            queue = context.Queue(maxsize=6)
            arguments = (queue, mixer, seed, first + worker, workers, size, length, os.getpid())
            process = context.Process(target=_work, args=arguments, daemon=True)
            process.start()
            self.queues.append(queue)
            self.processes.append(process)
        self.turn = 0

    def next(self):
        queue = self.queues[self.turn % len(self.queues)]
        self.turn += 1
        return queue.get()[1:]

    def stop(self):
        for process in self.processes:
            process.terminate()
