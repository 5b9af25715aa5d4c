// Convolution along the bands, plain and transposed, and the weight gradient of both.
//   plain       y[f]            = bias + sum_k x[f * stride + k - (K-1)/2] · w[k]
//   transposed  y[f * stride + k - (K-1)/2] += x[f] · w[k],  plus bias
//   correlate   dw[k]           = sum_f x[f * stride + k - (K-1)/2]ᵀ · g[f]
// x is (B, T, F, at least Cin), of which the first Cin channels are read; w is (K, Cin, Cout).
#include "rows.h"

namespace {

constexpr int BLOCK = 11;  // output bands kept in registers at once: 33 is three blocks

// One frame, its first C channels, with empty bands on both sides.
void pad(const float* frame, int64_t channels, int64_t bands, int64_t C, int64_t margin, float* padded) {
  std::fill(padded, padded + margin * C, 0.f);
  for (int64_t f = 0; f < bands; f++)
    std::copy(frame + f * channels, frame + f * channels + C, padded + (margin + f) * C);
  std::fill(padded + (margin + bands) * C, padded + (2 * margin + bands) * C, 0.f);
}

template <int CIN, int COUT, int STRIDE>
void block(const float* x, const float* w, int64_t tapStep, int64_t taps, const float* bias, float* y,
           int64_t yStep) {
  typename Channels<COUT>::type acc[BLOCK];
  for (int n = 0; n < BLOCK; n++) acc[n] = load<COUT>(bias);
  for (int64_t k = 0; k < taps; k++, x += CIN, w += tapStep)
#pragma GCC unroll 4
    for (int i = 0; i < CIN; i++) {
      auto row = load<COUT>(w + i * COUT);
#pragma GCC unroll 11
      for (int n = 0; n < BLOCK; n++) acc[n] += x[n * STRIDE * CIN + i] * row;
    }
  for (int n = 0; n < BLOCK; n++) store<COUT>(y + n * yStep, acc[n]);
}

// The last block is moved back to end with the last band; what it computes twice is the same.
template <int CIN, int COUT, int STRIDE>
void bands(const float* x, const float* w, int64_t tapStep, int64_t taps, const float* bias, float* y,
           int64_t yStep, int64_t count) {
  TORCH_CHECK(count >= BLOCK, "fewer bands than a block");
  for (int64_t f = 0; f < count; f += BLOCK) {
    int64_t from = std::min(f, count - BLOCK);
    block<CIN, COUT, STRIDE>(x + from * STRIDE * CIN, w, tapStep, taps, bias, y + from * yStep, yStep);
  }
}

template <int CIN, int COUT>
void frame(const float* padded, int64_t bandsIn, const float* w, int64_t K, const float* bias, int64_t stride,
           bool transposed, float* y, int64_t width) {
  const int64_t size = CIN * COUT;
  if (!transposed && stride == 1) bands<CIN, COUT, 1>(padded, w, size, K, bias, y, width, bandsIn);
  else if (!transposed) bands<CIN, COUT, 2>(padded, w, size, K, bias, y, width, (bandsIn + 1) / 2);
  else if (stride == 1) bands<CIN, COUT, 1>(padded, w + (K - 1) * size, -size, K, bias, y, width, bandsIn);
  else {  // five taps: even outputs see taps 4, 2, 0 and odd ones 3, 1
    bands<CIN, COUT, 1>(padded, w + 4 * size, -2 * size, 3, bias, y, 2 * width, bandsIn);
    bands<CIN, COUT, 1>(padded + CIN, w + 3 * size, -2 * size, 2, bias, y + width, 2 * width, bandsIn - 1);
  }
}

template <int CIN, int COUT>
void correlateFrame(const float* padded, int64_t stride, int64_t K, const float* g, int64_t count, float* dw) {
  for (int64_t k = 0; k < K; k++, dw += CIN * COUT) {
    typename Channels<COUT>::type acc[CIN];
    for (int i = 0; i < CIN; i++) acc[i] = load<COUT>(dw + i * COUT);
    for (int64_t f = 0; f < count; f++) {
      auto row = load<COUT>(g + f * COUT);
      const float* x = padded + (f * stride + k) * CIN;
#pragma GCC unroll 16
      for (int i = 0; i < CIN; i++) acc[i] += x[i] * row;
    }
    for (int i = 0; i < CIN; i++) store<COUT>(dw + i * COUT, acc[i]);
  }
}

template <class Body>
void withChannels(int64_t cin, int64_t cout, Body body) {
  auto inner = [&](auto i) {
    if (cout == 16) body(i, std::integral_constant<int, 16>());
    else if (cout == 8) body(i, std::integral_constant<int, 8>());
    else TORCH_CHECK(false, "output channels: expected 8 or 16, found ", cout);
  };
  if (cin == 16) inner(std::integral_constant<int, 16>());
  else if (cin == 9) inner(std::integral_constant<int, 9>());
  else if (cin == 8) inner(std::integral_constant<int, 8>());
  else TORCH_CHECK(false, "input channels: expected 8, 9 or 16, found ", cin);
}

}  // namespace

// width: channels of an output row; those beyond Cout are zero
at::Tensor bandConvolution(at::Tensor x, at::Tensor w, at::Tensor bias, int64_t stride, bool transposed,
                           int64_t width) {
  x = x.contiguous(), w = w.contiguous(), bias = bias.contiguous();
  int64_t B = x.size(0), T = x.size(1), F = x.size(2), C = x.size(3), K = w.size(0), cin = w.size(1),
          cout = w.size(2);
  int64_t out = stride == 1 ? F : transposed ? 2 * F - 1 : (F + 1) / 2;
  int64_t margin = transposed && stride == 2 ? 1 : (K - 1) / 2;
  auto y = width == cout ? at::empty({B, T, out, width}, x.options()) : at::zeros({B, T, out, width}, x.options());
  const float *from = data(x), *weights = data(w), *offset = data(bias);
  float* to = target(y);
  withChannels(cin, cout, [&](auto ci, auto co) {
    at::parallel_for(0, B, 1, [&](int64_t begin, int64_t end) {
      std::vector<float> padded((F + 2 * margin) * cin + 16);
      for (int64_t t = begin * T; t < end * T; t++) {
        pad(from + t * F * C, C, F, cin, margin, padded.data());
        frame<ci(), co()>(padded.data(), F, weights, K, offset, stride, transposed, to + t * out * width, width);
      }
    });
  });
  return y;
}

at::Tensor bandCorrelation(at::Tensor x, at::Tensor g, int64_t K, int64_t cin, int64_t stride) {
  x = x.contiguous(), g = g.contiguous();
  int64_t B = x.size(0), T = x.size(1), F = x.size(2), C = x.size(3), out = g.size(2), cout = g.size(3),
          margin = (K - 1) / 2;
  auto dw = at::zeros({B, K, cin, cout}, x.options());
  const float *from = data(x), *gradient = data(g);
  float* to = target(dw);
  withChannels(cin, cout, [&](auto ci, auto co) {
    at::parallel_for(0, B, 1, [&](int64_t begin, int64_t end) {
      std::vector<float> padded((F + 2 * margin) * cin + 16);
      for (int64_t t = begin * T; t < end * T; t++) {
        pad(from + t * F * C, C, F, cin, margin, padded.data());
        correlateFrame<ci(), co()>(padded.data(), stride, K, gradient + t * out * cout, out,
                                   to + t / T * K * cin * cout);
      }
    });
  });
  return dw.sum(0);
}
