"""The safetensors format: u64 little-endian header length, JSON header, raw little-endian tensors."""

import json
import os
import struct
from pathlib import Path

import numpy as np

TYPES = {"F32": np.dtype("<f4"), "I64": np.dtype("<i8")}


def write(path, tensors, metadata=None):
    """tensors: name -> array of float32 or int64. The file appears whole or not at all."""
    header, at = {"__metadata__": metadata} if metadata else {}, 0
    arrays = {name: np.asarray(a, order="C") for name, a in tensors.items()}
    names = {kind: name for name, kind in TYPES.items()}
    for name, a in arrays.items():
        header[name] = {"dtype": names[a.dtype], "shape": list(a.shape), "data_offsets": [at, at + a.nbytes]}
        at += a.nbytes
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    beside = Path(f"{path}.part")
    with beside.open("wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for a in arrays.values():
            file.write(a.tobytes())
    os.replace(beside, path)


def read(path):
    """name -> array, metadata"""
    raw = Path(path).read_bytes()
    if len(raw) < 8 or struct.unpack("<Q", raw[:8])[0] > len(raw) - 8:
        raise SystemExit(f"{path}: not a safetensors file")
    size = struct.unpack("<Q", raw[:8])[0]
    header = json.loads(raw[8 : 8 + size])
    metadata = header.pop("__metadata__", {})
    tensors = {}
    for name, entry in header.items():
        low, high = entry["data_offsets"]
        tensors[name] = (
            np.frombuffer(raw[8 + size + low : 8 + size + high], TYPES[entry["dtype"]])
            .reshape(entry["shape"])
            .copy()
        )
    return tensors, metadata
