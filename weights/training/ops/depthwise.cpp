// Causal depthwise convolution, 3 frames (dilation d apart) × 3 bands, each of 16 channels on its own:
//   y[t][f] = bias + sum_{a,b} w[a][b] · x[t - (2 - a) d][f + b - 1]
// The gradient of x is the same sum run backwards in time and across the bands.
#include "rows.h"

namespace {

// The three frames a result looks at, each with an empty band on both sides; frames before the start are empty.
struct Frames {
  int64_t T, F;
  std::vector<float> padded, empty;

  Frames(const float* x, int64_t T, int64_t F) : T(T), F(F), padded(T * (F + 2) * 16), empty((F + 2) * 16) {
    for (int64_t t = 0; t < T; t++)
      std::copy(x + t * F * 16, x + (t + 1) * F * 16, padded.data() + (t * (F + 2) + 1) * 16);
  }

  const float* at(int64_t t) const { return t < 0 || t >= T ? empty.data() : padded.data() + t * (F + 2) * 16; }
};

void sums(const float* const* frames, const float* w, Row bias, float* y, int64_t F) {
  Row weight[9];
  for (int k = 0; k < 9; k++) weight[k] = load(w + k * 16);
  const float *p = frames[0], *q = frames[1], *r = frames[2];
  for (int64_t i = 0; i < F * 16; i += 16) {
    Row a = bias + weight[0] * load(p + i) + weight[1] * load(p + i + 16) + weight[2] * load(p + i + 32);
    Row b = weight[3] * load(q + i) + weight[4] * load(q + i + 16) + weight[5] * load(q + i + 32);
    Row c = weight[6] * load(r + i) + weight[7] * load(r + i + 16) + weight[8] * load(r + i + 32);
    store(y + i, a + b + c);
  }
}

void correlate(const float* const* frames, const float* g, int64_t F, float* dw, float* db) {
  Row acc[9], bias{};
  for (int k = 0; k < 9; k++) acc[k] = load(dw + k * 16);
  for (int64_t i = 0; i < F * 16; i += 16) {
    Row row = load(g + i);
    bias += row;
#pragma GCC unroll 9
    for (int k = 0; k < 9; k++) acc[k] += row * load(frames[k / 3] + i + k % 3 * 16);
  }
  for (int k = 0; k < 9; k++) store(dw + k * 16, acc[k]);
  add(db, bias);
}

}  // namespace

at::Tensor depthwise(at::Tensor x, at::Tensor w, at::Tensor bias, int64_t dilation) {
  x = x.contiguous(), w = w.contiguous(), bias = bias.contiguous();
  int64_t B = x.size(0), T = x.size(1), F = x.size(2);
  auto y = at::empty_like(x);
  const float *from = data(x), *weights = data(w), *offset = data(bias);
  float* to = target(y);
  at::parallel_for(0, B, 1, [&](int64_t begin, int64_t end) {
    for (int64_t b = begin; b < end; b++) {
      Frames frames(from + b * T * F * 16, T, F);
      for (int64_t t = 0; t < T; t++) {
        const float* past[3] = {frames.at(t - 2 * dilation), frames.at(t - dilation), frames.at(t)};
        sums(past, weights, load(offset), to + (b * T + t) * F * 16, F);
      }
    }
  });
  return y;
}

std::vector<at::Tensor> depthwiseBackward(at::Tensor g, at::Tensor x, at::Tensor w, int64_t dilation) {
  g = g.contiguous(), x = x.contiguous();
  auto reversed = w.flip({0, 1}).contiguous();
  int64_t B = x.size(0), T = x.size(1), F = x.size(2);
  auto dx = at::empty_like(x), dw = at::zeros({B, 3, 3, 16}, x.options()), db = at::zeros({B, 16}, x.options());
  const float *from = data(x), *gradient = data(g), *weights = data(reversed);
  float *to = target(dx), *toWeights = target(dw), *toBias = target(db);
  at::parallel_for(0, B, 1, [&](int64_t begin, int64_t end) {
    for (int64_t b = begin; b < end; b++) {
      int64_t offset = b * T * F * 16;
      Frames frames(from + offset, T, F), gradients(gradient + offset, T, F);
      for (int64_t t = 0; t < T; t++) {
        const float* future[3] = {gradients.at(t), gradients.at(t + dilation), gradients.at(t + 2 * dilation)};
        sums(future, weights, Row{}, to + offset + t * F * 16, F);
        const float* past[3] = {frames.at(t - 2 * dilation), frames.at(t - dilation), frames.at(t)};
        correlate(past, gradient + offset + t * F * 16, F, toWeights + b * 144, toBias + b * 16);
      }
    }
  });
  return {dx, dw.sum(0), db.sum(0)};
}
