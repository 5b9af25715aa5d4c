// 1×1 convolution in groups, and its weight gradient:
//   y_o[n] = bias_o + sum_i w[o][i] · x_i[n],   dw[o][i] = sum_n g_o[n] · x_i[n],  o and i of the same group
// Channels of a group come in tiles of 6 or 8 (the weight gradient's in tiles of 3 or 4), whose sums stay in registers.
#include "planes.h"

namespace {

constexpr int64_t BLOCK = 256;  // numbers of a plane worked on at once, so that all planes of a group stay in L1

// ROWS rows of 16 results for each of TILE channels.
template <int TILE, int ROWS>
void tile(const float* x, int64_t step, int64_t I, const float* w, const float* bias, float* y) {
  Row acc[TILE][ROWS];
  for (int o = 0; o < TILE; o++)
    for (int r = 0; r < ROWS; r++) acc[o][r] = Row{} + (bias ? bias[o] : 0.f);
  for (int64_t i = 0; i < I; i++) {
    Row v[ROWS];
    for (int r = 0; r < ROWS; r++) {
      v[r] = load(x + i * step + 16 * r);
      __builtin_prefetch(x + i * step + 16 * (ROWS + r));  // so many planes at once the processor does not foresee
    }
#pragma GCC unroll 8
    for (int o = 0; o < TILE; o++)
#pragma GCC unroll 4
      for (int r = 0; r < ROWS; r++) acc[o][r] += w[o * I + i] * v[r];
  }
  for (int o = 0; o < TILE; o++)
    for (int r = 0; r < ROWS; r++) store(y + o * step + 16 * r, acc[o][r]);
}

// One group of one clip. The last piece is moved back to end with the plane; what it computes twice is the same.
template <int TILE, int ROWS>
void group(const float* x, int64_t size, int64_t I, int64_t O, const float* w, const float* bias, float* y) {
  for (int64_t block = 0; block < size; block += BLOCK)
    for (int64_t o = 0; o < O; o += TILE)
      for (int64_t from = block; from < std::min(block + BLOCK, size); from += 16 * ROWS) {
        int64_t at = std::min(from, size - 16 * ROWS);
        tile<TILE, ROWS>(x + at, size, I, w + o * I, bias ? bias + o : nullptr, y + o * size + at);
      }
}

template <int TO, int TI>
void correlateTile(const float* x, const float* g, int64_t step, int64_t rows, Row* sums, int64_t I) {
  Row acc[TO][TI];
  for (int o = 0; o < TO; o++)
    for (int i = 0; i < TI; i++) acc[o][i] = sums[o * I + i];
  for (int64_t k = 0; k < rows * 16; k += 16) {
    Row v[TI];
    for (int i = 0; i < TI; i++) v[i] = load(x + i * step + k);
#pragma GCC unroll 4
    for (int o = 0; o < TO; o++) {
      Row d = load(g + o * step + k);
#pragma GCC unroll 4
      for (int i = 0; i < TI; i++) acc[o][i] += d * v[i];
    }
  }
  for (int o = 0; o < TO; o++)
    for (int i = 0; i < TI; i++) sums[o * I + i] = acc[o][i];
}

template <int TO, int TI>
void correlate(const float* x, const float* g, int64_t size, int64_t I, int64_t O, float* dw) {
  std::vector<Row> sums(O * I, Row{});
  int64_t whole = size / 16 * 16;
  for (int64_t from = 0; from < whole; from += BLOCK)
    for (int64_t o = 0; o < O; o += TO)
      for (int64_t i = 0; i < I; i += TI)
        correlateTile<TO, TI>(x + i * size + from, g + o * size + from, size, std::min(BLOCK, whole - from) / 16,
                              sums.data() + o * I + i, I);
  for (int64_t o = 0; o < O; o++)
    for (int64_t i = 0; i < I; i++) {
      float s = sum(sums[o * I + i]);
      for (int64_t k = whole; k < size; k++) s += g[o * size + k] * x[i * size + k];
      dw[o * I + i] = s;
    }
}

}  // namespace

// w: (out, in / groups). bias: one for every channel of the result, or empty.
at::Tensor pointwise(at::Tensor x, at::Tensor w, at::Tensor bias, int64_t groups) {
  x = x.contiguous(), w = w.contiguous(), bias = bias.contiguous();
  Planes in(x);
  int64_t I = w.size(1), O = w.size(0) / groups;
  TORCH_CHECK(in.C == groups * I && (O % 6 == 0 || O % 8 == 0), "channels of a group: expected multiples of 6 or 8");
  TORCH_CHECK(in.size >= 64, "fewer than 64 numbers in a plane");
  auto y = at::empty({in.B, O * groups, in.T, in.F}, x.options());
  const float *from = data(x), *weights = data(w), *offset = bias.numel() ? data(bias) : nullptr;
  float* to = target(y);
  auto run = O % 6 == 0 ? group<6, 4> : group<8, 2>;
  at::parallel_for(0, in.B * groups, 1, [&](int64_t begin, int64_t end) {
    for (int64_t n = begin; n < end; n++) {
      int64_t first = n % groups * O;
      run(from + n * I * in.size, in.size, I, O, weights + first * I, offset ? offset + first : nullptr,
          to + n * O * in.size);
    }
  });
  return y;
}

at::Tensor pointwiseCorrelation(at::Tensor x, at::Tensor g, int64_t groups) {
  x = x.contiguous(), g = g.contiguous();
  Planes in(x);
  int64_t I = in.C / groups, O = g.size(1) / groups;
  auto dw = at::empty({in.B, O * groups, I}, x.options());
  const float *from = data(x), *gradient = data(g);
  float* to = target(dw);
  bool threesIn = I % 3 == 0, threesOut = O % 3 == 0;
  TORCH_CHECK((threesIn || I % 4 == 0) && (threesOut || O % 4 == 0), "channels of a group: expected multiples of 6 or 8");
  auto run = threesOut ? (threesIn ? correlate<3, 3> : correlate<3, 4>)
                       : (threesIn ? correlate<4, 3> : correlate<4, 4>);
  at::parallel_for(0, in.B * groups, 1, [&](int64_t begin, int64_t end) {
    for (int64_t n = begin; n < end; n++)
      run(from + n * I * in.size, gradient + n * O * in.size, in.size, I, O, to + n * O * I);
  });
  return dw.sum(0);
}
