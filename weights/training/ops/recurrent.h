// A row of gated recurrent units: 16 / H independent chains of H units side by side, each reading 8 input
// channels.
//   r = sigmoid(Wi_r x + bi_r + Wh_r h + bh_r),  z likewise,  q = Wh_n h + bh_n,  n = tanh(Wi_n x + bi_n + r q)
//   h' = n + z (h - n)
// Weights are packed by lane (unit): wi (3, 8, 16), wh (3, H, 16), bias (3, 16), gates in the order r, z, n;
// turned round for the way back, whT (3, H, 16) has the lane of the unit that receives, wiT (3, S, 16) that of the
// input channel.
#pragma once
#include "rows.h"

template <int H>
struct Chains {
  static constexpr int S = H == 16 ? 16 : 8;  // units that read the same inputs

  static Row unit(Row h, int j) {
    IntRow lane;
    for (int l = 0; l < 16; l++) lane[l] = l / H * H + j;
    return __builtin_shuffle(h, lane);
  }
  static Row input(Row x, int i) {
    IntRow lane;
    for (int l = 0; l < 16; l++) lane[l] = (H == 16 ? 0 : l / 8 * 8) + i;
    return __builtin_shuffle(x, lane);
  }
  static Row reader(Row gate, int s) {
    IntRow lane;
    for (int l = 0; l < 16; l++) lane[l] = (H == 16 ? 0 : l / 8 * 8) + s;
    return __builtin_shuffle(gate, lane);
  }
};

struct Packed {
  const float *wi, *wh, *bi, *bh, *whT, *wiT;
};

struct Projection {
  Row r, z, n;
};

struct Gates {
  Row r, z, n, q;
};

// Gradients of the projections and, in hidden, of q.
struct GateGradients {
  Row r, z, n, hidden;
};

template <int H>
inline Projection project(Row x, const Packed& w) {
  Projection p{load(w.bi), load(w.bi + 16), load(w.bi + 32)};
#pragma GCC unroll 8
  for (int i = 0; i < 8; i++) {
    Row v = Chains<H>::input(x, i);
    p.r += v * load(w.wi + i * 16), p.z += v * load(w.wi + (8 + i) * 16), p.n += v * load(w.wi + (16 + i) * 16);
  }
  return p;
}

template <int H>
inline Gates gates(const Projection& p, Row h, const Packed& w) {
  Row r = p.r + load(w.bh), z = p.z + load(w.bh + 16), q = load(w.bh + 32);
#pragma GCC unroll 16
  for (int j = 0; j < H; j++) {
    Row v = Chains<H>::unit(h, j);
    r += v * load(w.wh + j * 16), z += v * load(w.wh + (H + j) * 16), q += v * load(w.wh + (2 * H + j) * 16);
  }
  r = sigmoid(r), z = sigmoid(z);
  return {r, z, hyperbolicTangent(p.n + r * q), q};
}

inline Row next(const Gates& g, Row h) { return g.n + g.z * (h - g.n); }

// d: gradient of h'; becomes that of h
template <int H>
inline GateGradients back(const Gates& g, Row h, Row& d, const Packed& w) {
  Row z = d * (h - g.n) * g.z * (1.f - g.z), n = d * (1.f - g.z) * (1.f - g.n * g.n);
  Row r = n * g.q * g.r * (1.f - g.r), hidden = n * g.r, a = d * g.z, b{}, c{};
#pragma GCC unroll 16
  for (int u = 0; u < H; u++) {
    a += Chains<H>::unit(r, u) * load(w.whT + u * 16);
    b += Chains<H>::unit(z, u) * load(w.whT + (H + u) * 16);
    c += Chains<H>::unit(hidden, u) * load(w.whT + (2 * H + u) * 16);
  }
  d = a + b + c;
  return {r, z, n, hidden};
}

template <int H>
inline Row inputGradient(const GateGradients& g, const Packed& w) {
  constexpr int S = Chains<H>::S;
  Row a{}, b{}, c{};
#pragma GCC unroll 16
  for (int s = 0; s < S; s++) {
    a += Chains<H>::reader(g.r, s) * load(w.wiT + s * 16);
    b += Chains<H>::reader(g.z, s) * load(w.wiT + (S + s) * 16);
    c += Chains<H>::reader(g.n, s) * load(w.wiT + (2 * S + s) * 16);
  }
  return a + b + c;
}

// Sums of the weights' gradients in the order of Packed: wi (24 rows), wh (3 H), bi (3), bh (3).
template <int H>
struct WeightGradients {
  static constexpr int ROWS = 24 + 3 * H + 6;

  static void addHidden(float* sums, const GateGradients* g, const Row* previous, int64_t count) {
    for (int from = 0; from < H; from += 8) {
      constexpr int N = H < 8 ? H : 8;
      Row acc[3][N] = {};
      for (int64_t k = 0; k < count; k++)
#pragma GCC unroll 8
        for (int j = 0; j < N; j++) {
          Row v = Chains<H>::unit(previous[k], from + j);
          acc[0][j] += g[k].r * v, acc[1][j] += g[k].z * v, acc[2][j] += g[k].hidden * v;
        }
      for (int gate = 0; gate < 3; gate++)
        for (int j = 0; j < N; j++) add(sums + (24 + gate * H + from + j) * 16, acc[gate][j]);
    }
    Row r{}, z{}, hidden{};
    for (int64_t k = 0; k < count; k++) r += g[k].r, z += g[k].z, hidden += g[k].hidden;
    float* bias = sums + (24 + 3 * H + 3) * 16;
    add(bias, r), add(bias + 16, z), add(bias + 32, hidden);
  }

  static void addInput(float* sums, const GateGradients* g, const Row* x, int64_t count) {
    Row acc[3][8] = {}, r{}, z{}, n{};
    for (int64_t k = 0; k < count; k++) {
#pragma GCC unroll 8
      for (int i = 0; i < 8; i++) {
        Row v = Chains<H>::input(x[k], i);
        acc[0][i] += g[k].r * v, acc[1][i] += g[k].z * v, acc[2][i] += g[k].n * v;
      }
      r += g[k].r, z += g[k].z, n += g[k].n;
    }
    for (int gate = 0; gate < 3; gate++)
      for (int i = 0; i < 8; i++) add(sums + (gate * 8 + i) * 16, acc[gate][i]);
    float* bias = sums + (24 + 3 * H) * 16;
    add(bias, r), add(bias + 16, z), add(bias + 32, n);
  }
};
