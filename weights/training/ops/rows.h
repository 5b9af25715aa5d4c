// A row is what one frequency band holds: 16 channels, one vector register with AVX-512 and two with AVX2.
// Tensors are channel-last, (batch, time, bands, 16), so every operator here is multiply-adds on whole rows.
#pragma once
#include <ATen/ATen.h>
#include <ATen/Parallel.h>

#include <cstdint>
#include <vector>

typedef float Row __attribute__((vector_size(64)));
typedef float Half __attribute__((vector_size(32)));
typedef int32_t IntRow __attribute__((vector_size(64)));

template <int C>
struct Channels;
template <>
struct Channels<16> {
  typedef Row type;
  typedef float unaligned __attribute__((vector_size(64), aligned(4), may_alias));
};
template <>
struct Channels<8> {
  typedef Half type;
  typedef float unaligned __attribute__((vector_size(32), aligned(4), may_alias));
};

template <int C = 16>
inline typename Channels<C>::type load(const float* p) {
  return *(const typename Channels<C>::unaligned*)p;
}

template <int C = 16>
inline void store(float* p, typename Channels<C>::type v) {
  *(typename Channels<C>::unaligned*)p = v;
}

template <int C = 16>
inline void add(float* p, typename Channels<C>::type v) {
  store<C>(p, load<C>(p) + v);
}

inline float sum(Row v) {
  float s = 0;
  for (int i = 0; i < 16; i++) s += v[i];
  return s;
}

// exp(x) = 2^n · e^r, |r| <= ln2 / 2; relative error about 1e-7
inline Row exponential(Row x) {
  x = x > 87.f ? Row{} + 87.f : x;
  x = x < -87.f ? Row{} - 87.f : x;
  const float roundToInteger = 12582912.f;
  Row shifted = x * 1.44269504f + roundToInteger, n = shifted - roundToInteger;
  Row r = x - n * 0.693145752f - n * 1.42860677e-6f;
  Row p = ((((r * 1.38888889e-3f + 8.33333333e-3f) * r + 4.16666667e-2f) * r + 1.66666667e-1f) * r + .5f) * r * r +
          r + 1.f;
  return (Row)((IntRow)p + ((IntRow)shifted << 23));
}

// ln(x), x > 0: x = 2^n · m with m in [sqrt(1/2), sqrt(2)), then the series of atanh; absolute error about 1e-7
inline Row logarithm(Row x) {
  IntRow bits = (IntRow)x - 0x3f3504f3;
  Row n = __builtin_convertvector(bits >> 23, Row);
  Row m = (Row)((bits & 0x007fffff) + 0x3f3504f3), t = (m - 1.f) / (m + 1.f), u = t * t;
  return n * 0.693147181f + 2.f * t * ((((u * .111111111f + .142857143f) * u + .2f) * u + .333333333f) * u + 1.f);
}

inline Row sigmoid(Row x) { return 1.f / (1.f + exponential(-x)); }

inline Row hyperbolicTangent(Row x) { return 2.f * sigmoid(2.f * x) - 1.f; }

inline const float* data(const at::Tensor& t) { return t.data_ptr<float>(); }
inline float* target(at::Tensor& t) { return t.data_ptr<float>(); }
