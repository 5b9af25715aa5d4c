// A gated recurrent unit over time, of any number of units; its input's products are made outside, all frames at once.
//   r = sigmoid(p_r + U_r h + c_r),  z likewise,  q = U_n h + c_n,  n = tanh(p_n + r q),  h' = n + z (h - n)
// Four clips advance together, so that a row of weights is used four times. Rows of units are padded to whole vectors.
#include "rows.h"

namespace {

constexpr int CLIPS = 4;

// What is kept of every step for the way back, a row of units each.
enum { R, Z, N, Q, KEPT };

int64_t padded(int64_t units) { return (units + 15) / 16 * 16; }

struct Shape {
  int64_t B, T, H, width;

  Shape(const at::Tensor& p, int64_t H) : B(p.size(0)), T(p.size(1)), H(H), width(padded(H)) {}
};

// (3, units, width), by the unit that is read: u[g][j][k] = U_g[k][j]; or turned: by the unit that receives.
std::vector<float> arrange(const at::Tensor& wh, int64_t H, bool turned) {
  std::vector<float> u(3 * H * padded(H));
  const float* w = data(wh);
  for (int64_t g = 0; g < 3; g++)
    for (int64_t j = 0; j < H; j++)
      for (int64_t k = 0; k < H; k++)
        u[(g * H + j) * padded(H) + k] = turned ? w[(g * H + j) * H + k] : w[(g * H + k) * H + j];
  return u;
}

Row part(const float* p, int64_t from, int64_t H) {
  Row r{};
  for (int64_t k = 0; k < 16 && from + k < H; k++) r[k] = p[from + k];
  return r;
}

void put(float* p, Row v, int64_t from, int64_t H) {
  if (from + 16 <= H) store(p + from, v);
  else
    for (int64_t k = 0; from + k < H; k++) p[from + k] = v[k];
}

// acc[g][m] += sum_j u[g][j][from…] · x[m][g · stride + j], for three gates and four clips
void multiply(Row acc[3][CLIPS], const float* u, int64_t H, int64_t width, int64_t from, const float* x,
              int64_t clip, int64_t gate) {
  for (int64_t j = 0; j < H; j++)
#pragma GCC unroll 3
    for (int g = 0; g < 3; g++) {
      Row w = load(u + (g * H + j) * width + from);
#pragma GCC unroll 4
      for (int m = 0; m < CLIPS; m++) acc[g][m] += x[m * clip + g * gate + j] * w;
    }
}

}  // namespace

// p (B, T, 3 units): the input's products with their bias; wh (3 units, units), bh (3 units).
// Returns h (B, T, units) and what is kept for the way back (B, T, 4, units).
std::vector<at::Tensor> gruForward(at::Tensor p, at::Tensor wh, at::Tensor bh) {
  p = p.contiguous(), wh = wh.contiguous(), bh = bh.contiguous();
  Shape s(p, wh.size(1));
  auto y = at::empty({s.B, s.T, s.H}, p.options()), kept = at::empty({s.B, s.T, KEPT, s.H}, p.options());
  auto u = arrange(wh, s.H, false);
  const float *from = data(p), *bias = data(bh);
  float *to = target(y), *keep = target(kept);
  at::parallel_for(0, (s.B + CLIPS - 1) / CLIPS, 1, [&](int64_t begin, int64_t end) {
    for (int64_t first = begin * CLIPS; first < std::min(end * CLIPS, s.B); first += CLIPS) {
      std::vector<float> h(CLIPS * s.width), next(CLIPS * s.width);
      int64_t clips = std::min<int64_t>(CLIPS, s.B - first);
      for (int64_t t = 0; t < s.T; t++) {
        for (int64_t k = 0; k < s.H; k += 16) {
          Row acc[3][CLIPS];
          for (int g = 0; g < 3; g++)
            for (int m = 0; m < CLIPS; m++) acc[g][m] = part(bias + g * s.H, k, s.H);
          multiply(acc, u.data(), s.H, s.width, k, h.data(), s.width, 0);
          for (int64_t m = 0; m < clips; m++) {
            int64_t frame = (first + m) * s.T + t;
            const float* products = from + frame * 3 * s.H;
            Row r = sigmoid(part(products, k, s.H) + acc[0][m]), z = sigmoid(part(products + s.H, k, s.H) + acc[1][m]);
            Row q = acc[2][m], n = hyperbolicTangent(part(products + 2 * s.H, k, s.H) + r * q);
            Row state = n + z * (load(h.data() + m * s.width + k) - n);
            store(next.data() + m * s.width + k, state);
            put(to + frame * s.H, state, k, s.H);
            float* rows = keep + frame * KEPT * s.H;
            put(rows + R * s.H, r, k, s.H), put(rows + Z * s.H, z, k, s.H);
            put(rows + N * s.H, n, k, s.H), put(rows + Q * s.H, q, k, s.H);
          }
        }
        std::swap(h, next);
      }
    }
  });
  return {y, kept};
}

// Gradients of p and of the state's products U h + c, both (B, T, 3 units).
std::vector<at::Tensor> gruBackward(at::Tensor g, at::Tensor y, at::Tensor kept, at::Tensor wh) {
  g = g.contiguous(), wh = wh.contiguous();
  Shape s(y, wh.size(1));
  auto dp = at::empty({s.B, s.T, 3, s.H}, y.options()), dh = at::empty_like(dp);
  auto u = arrange(wh, s.H, true);
  const float *gradient = data(g), *states = data(y), *keep = data(kept);
  float *toInput = target(dp), *toState = target(dh);
  at::parallel_for(0, (s.B + CLIPS - 1) / CLIPS, 1, [&](int64_t begin, int64_t end) {
    for (int64_t first = begin * CLIPS; first < std::min(end * CLIPS, s.B); first += CLIPS) {
      std::vector<float> d(CLIPS * s.width), gates(CLIPS * 3 * s.width);
      int64_t clips = std::min<int64_t>(CLIPS, s.B - first);
      for (int64_t t = s.T - 1; t >= 0; t--) {
        for (int64_t m = 0; m < clips; m++) {
          int64_t frame = (first + m) * s.T + t;
          for (int64_t k = 0; k < s.H; k += 16) {
            const float* rows = keep + frame * KEPT * s.H;
            Row r = part(rows + R * s.H, k, s.H), z = part(rows + Z * s.H, k, s.H), n = part(rows + N * s.H, k, s.H),
                q = part(rows + Q * s.H, k, s.H), h = t ? part(states + (frame - 1) * s.H, k, s.H) : Row{};
            float* carried = d.data() + m * s.width + k;
            Row e = load(carried) + part(gradient + frame * s.H, k, s.H);
            Row dz = e * (h - n) * z * (1.f - z), dn = e * (1.f - z) * (1.f - n * n), dr = dn * q * r * (1.f - r);
            store(carried, e * z);
            float *in = toInput + frame * 3 * s.H, *state = toState + frame * 3 * s.H,
                  *gate = gates.data() + m * 3 * s.width + k;
            put(in, dr, k, s.H), put(in + s.H, dz, k, s.H), put(in + 2 * s.H, dn, k, s.H);
            put(state, dr, k, s.H), put(state + s.H, dz, k, s.H), put(state + 2 * s.H, dn * r, k, s.H);
            store(gate, dr), store(gate + s.width, dz), store(gate + 2 * s.width, dn * r);
          }
        }
        for (int64_t k = 0; k < s.H; k += 16) {
          Row acc[3][CLIPS] = {};
          multiply(acc, u.data(), s.H, s.width, k, gates.data(), 3 * s.width, s.width);
          for (int m = 0; m < CLIPS; m++) add(d.data() + m * s.width + k, acc[0][m] + acc[1][m] + acc[2][m]);
        }
      }
    }
  });
  return {dp.flatten(2), dh.flatten(2)};
}
