// Tensors here are (batch, channels, time, bands): a channel of a clip is one plane of time × bands numbers in a
// row, and most operators are plain loops over such a plane, which the compiler turns into vectors.
#pragma once
#include "rows.h"

struct Planes {
  int64_t B, C, T, F, size;  // size: numbers in a plane

  explicit Planes(const at::Tensor& x) : B(x.size(0)), C(x.size(1)), T(x.size(2)), F(x.size(3)), size(T * F) {}

  int64_t at(int64_t b, int64_t c) const { return (b * C + c) * size; }

  // Where channel c goes when the channels of the two halves take turns.
  int64_t shuffled(int64_t b, int64_t c, bool shuffle) const {
    return at(b, !shuffle ? c : c < C / 2 ? 2 * c : 2 * c - C + 1);
  }
};
