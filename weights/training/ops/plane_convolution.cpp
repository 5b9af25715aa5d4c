// Causal convolution over time and bands, dense or depthwise, forwards and backwards, by one sum:
//   y[t][f] = bias + sum_{i, a, j} w[i][a][j] · x_i[t - (A - 1) + a][f + j - (J - 1) / 2]
// x is first stretched with empty bands between (up), of y every down-th band is kept, and with `future` the sum runs
// over the frames from t on instead. With up = stride or down = stride, taps turned round and `future` this is the
// plain and the transposed convolution and the gradients of both.
#include "planes.h"

namespace {

// A plane with empty bands on both sides and A - 1 empty frames at one end, so that one loop runs over all of it.
struct Padded {
  int64_t width, length;
  std::vector<float> values;

  Padded(int64_t T, int64_t F, int64_t A, int64_t J)
      : width(F + J - 1), length(T * width), values((T + A - 1) * width + J) {}

  void fill(const float* x, int64_t T, int64_t F, int64_t up, int64_t frames, int64_t bands) {
    for (int64_t t = 0; t < T; t++) {
      float* row = values.data() + (t + frames) * width + bands;
      for (int64_t f = 0; f < F; f++) row[f * up] = x[t * F + f];
    }
  }
};

template <int A, int J>
void accumulate(const float* x, const float* w, float* y, int64_t width, int64_t length) {
  float taps[A * J];
  std::copy(w, w + A * J, taps);
#pragma omp simd
  for (int64_t k = 0; k < length; k++) {
    float s = y[k];
#pragma GCC unroll 3
    for (int a = 0; a < A; a++)
#pragma GCC unroll 5
      for (int j = 0; j < J; j++) s += taps[a * J + j] * x[k + a * width + j];
    y[k] = s;
  }
}

template <int A, int J>
void correlate(const float* x, const float* g, float* dw, int64_t width, int64_t length) {
  Row acc[A * J] = {};
  int64_t k = 0;
  for (; k + 16 <= length; k += 16) {
    Row row = load(g + k);
#pragma GCC unroll 15
    for (int n = 0; n < A * J; n++) acc[n] += row * load(x + k + n / J * width + n % J);
  }
  for (int n = 0; n < A * J; n++) {
    dw[n] += sum(acc[n]);
    for (int64_t i = k; i < length; i++) dw[n] += g[i] * x[i + n / J * width + n % J];
  }
}

template <class Body>
void withKernel(int64_t A, int64_t J, Body body) {
  using std::integral_constant;
  if (A == 3 && J == 3) body(integral_constant<int, 3>(), integral_constant<int, 3>());
  else if (A == 2 && J == 3) body(integral_constant<int, 2>(), integral_constant<int, 3>());
  else if (A == 1 && J == 5) body(integral_constant<int, 1>(), integral_constant<int, 5>());
  else TORCH_CHECK(false, "kernel: expected 3×3, 2×3 or 1×5, found ", A, "×", J);
}

int64_t stretched(int64_t F, int64_t up) { return (F - 1) * up + 1; }

}  // namespace

// w: (groups, out, in, A, J), channels of a group. bias: one for every channel of the result, or empty.
at::Tensor planeConvolution(at::Tensor x, at::Tensor w, at::Tensor bias, int64_t up, int64_t down, bool future) {
  x = x.contiguous(), w = w.contiguous(), bias = bias.contiguous();
  int64_t G = w.size(0), O = w.size(1), I = w.size(2), A = w.size(3), J = w.size(4);
  Planes in(x);
  TORCH_CHECK(in.C == G * I, "expected ", G * I, " channels, found ", in.C);
  int64_t F = stretched(in.F, up);
  auto y = at::empty({in.B, G * O, in.T, (F + down - 1) / down}, x.options());
  Planes out(y);
  const float *from = data(x), *weights = data(w), *offset = bias.numel() ? data(bias) : nullptr;
  float* to = target(y);
  withKernel(A, J, [&](auto a, auto j) {
    at::parallel_for(0, in.B * G, 1, [&](int64_t begin, int64_t end) {
      Padded padded(in.T, F, A, J);
      std::vector<float> sums(padded.length);
      for (int64_t n = begin; n < end; n++)
        for (int64_t o = 0; o < O; o++) {
          int64_t b = n / G, g = n % G;
          std::fill(sums.begin(), sums.end(), offset ? offset[g * O + o] : 0.f);
          for (int64_t i = 0; i < I; i++) {
            if (o == 0 || I > 1)
              padded.fill(from + in.at(b, g * I + i), in.T, in.F, up, future ? 0 : A - 1, J / 2);
            accumulate<a(), j()>(padded.values.data(), weights + ((g * O + o) * I + i) * A * J, sums.data(),
                                 padded.width, padded.length);
          }
          float* plane = to + out.at(b, g * O + o);
          for (int64_t t = 0; t < in.T; t++)
            for (int64_t f = 0; f < out.F; f++) plane[t * out.F + f] = sums[t * padded.width + f * down];
        }
    });
  });
  return y;
}

// The gradient of w for a gradient g of the result, where x is stretched by up and g by down.
at::Tensor planeCorrelation(at::Tensor x, at::Tensor g, int64_t groups, int64_t A, int64_t J, int64_t up,
                            int64_t down) {
  x = x.contiguous(), g = g.contiguous();
  Planes in(x), out(g);
  int64_t I = in.C / groups, O = out.C / groups, F = stretched(in.F, up);
  TORCH_CHECK(stretched(out.F, down) == F, "bands of input and gradient do not match");
  auto dw = at::zeros({in.B, groups, O, I, A, J}, x.options());
  const float *from = data(x), *gradient = data(g);
  float* to = target(dw);
  withKernel(A, J, [&](auto a, auto j) {
    at::parallel_for(0, in.B * groups, 1, [&](int64_t begin, int64_t end) {
      Padded padded(in.T, F, A, J), spread(in.T, F, A, J);
      for (int64_t n = begin; n < end; n++)
        for (int64_t i = 0; i < I; i++) {
          int64_t b = n / groups, group = n % groups;
          padded.fill(from + in.at(b, group * I + i), in.T, in.F, up, A - 1, J / 2);
          for (int64_t o = 0; o < O; o++) {
            if (i == 0 || O > 1) spread.fill(gradient + out.at(b, group * O + o), in.T, out.F, down, 0, 0);
            correlate<a(), j()>(padded.values.data(), spread.values.data(), to + ((n * O + o) * I + i) * A * J,
                                padded.width, padded.length);
          }
        }
    });
  });
  return dw.sum(0);
}
