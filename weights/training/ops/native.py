"""Compiles the operators of ops/*.cpp."""

import functools
import os
from pathlib import Path

FLAGS = [
    "-O3",
    "-march=native",
    "-mprefer-vector-width=512",
    "-fno-math-errno",
    "-fno-trapping-math",
    "-fopenmp",
    "-Wno-psabi",
]


@functools.cache
def native():
    """The compiled operators; the first call compiles them, which takes about a minute."""
    from torch.utils.cpp_extension import load

    here = Path(__file__).resolve().parent
    build = Path(os.environ.get("QUIETLINE_BUILD", here / "build"))
    build.mkdir(parents=True, exist_ok=True)
    sources = [str(p) for p in sorted(here.glob("*.cpp"))]
    return load("quietline_ops", sources, extra_cflags=FLAGS, build_directory=str(build))
