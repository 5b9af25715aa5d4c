package quietline.kernel;

import static quietline.kernel.VectorMath.ACROSS_2;
import static quietline.kernel.VectorMath.ACROSS_4;
import static quietline.kernel.VectorMath.ACROSS_8;
import static quietline.kernel.VectorMath.LANES;
import static quietline.kernel.VectorMath.WIDE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * The kernels on the Vector API. Loaded by name, and only after {@link KernelChoice} has seen that
 * the incubator module is there; outside its family, nothing else may mention it.
 */
final class VectorKernels extends ScalarKernels {

    private static final VectorMask<Float> ODD = VectorMask.fromLong(WIDE, 0xAAAA);

    /** Odd lane 2c + 1 of a row takes lane 8 + c. */
    private static final VectorShuffle<Float> LATE =
            VectorShuffle.fromOp(WIDE, lane -> LANES == ROW ? 8 + lane / 2 : lane);

    private static final String NAME = "vector (%d bit)".formatted(WIDE.vectorBitSize());

    private static final float[] NOTHING = new float[ROW];

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void convolve(
            ConvShape shape,
            float[] in,
            int[] rows,
            float[] weights,
            float[] bias,
            float slope,
            float[] out,
            int outAt) {
        if (!VectorConvolution.convolve(shape, in, rows, weights, bias, slope, out, outAt)) {
            super.convolve(shape, in, rows, weights, bias, slope, out, outAt);
        }
    }

    @Override
    public void projectHalves(
            int bins, float[] in, int at, float[] weights, float[] bias, float[] out) {
        if (bins % VectorRecurrence.PROJECTED != 0) {
            super.projectHalves(bins, in, at, weights, bias, out);
        } else {
            VectorRecurrence.projectHalves(bins, in, at, weights, bias, out);
        }
    }

    @Override
    public void recur(int units, float[] fromInput, float[] fromState, float[] state, int at) {
        if (units % LANES != 0) {
            super.recur(units, fromInput, fromState, state, at);
        } else {
            VectorRecurrence.recur(units, fromInput, fromState, state, at);
        }
    }

    @Override
    public void sweep(int bins, float[] gates, float[] weights, float[] bias, float[] out) {
        VectorSweep.sweep(bins, gates, weights, bias, out);
    }

    @Override
    public void normalize(
            float[] x,
            float[] weight,
            float[] bias,
            float epsilon,
            float[] residual,
            int residualAt,
            float[] out,
            int outAt) {
        if (x.length % LANES != 0) {
            super.normalize(x, weight, bias, epsilon, residual, residualAt, out, outAt);
            return;
        }
        float mean = sum(x) / x.length;
        float variance = squares(x, mean) / x.length;
        FloatVector scale =
                FloatVector.broadcast(WIDE, (float) (1 / Math.sqrt(variance + epsilon)));
        FloatVector centre = FloatVector.broadcast(WIDE, mean);
        for (int i = 0; i < x.length; i += LANES) {
            FloatVector even = FloatVector.fromArray(WIDE, x, i).sub(centre).mul(scale);
            FloatVector offset =
                    FloatVector.fromArray(WIDE, bias, i)
                            .add(FloatVector.fromArray(WIDE, residual, residualAt + i));
            even.fma(FloatVector.fromArray(WIDE, weight, i), offset).intoArray(out, outAt + i);
        }
    }

    /**
     * Three sums, for one would wait for itself. The lanes are added up in the same order always:
     * by the library it would be another one once Java has compiled this, and a recording should
     * not sound different, by however little, for that. So too below, word for word, since what
     * hands vectors from one method to another has them put in objects.
     */
    private static float sum(float[] x) {
        FloatVector sum0 = FloatVector.zero(WIDE);
        FloatVector sum1 = sum0;
        FloatVector sum2 = sum0;
        int i = 0;
        for (; i <= x.length - 3 * LANES; i += 3 * LANES) {
            sum0 = FloatVector.fromArray(WIDE, x, i).add(sum0);
            sum1 = FloatVector.fromArray(WIDE, x, i + LANES).add(sum1);
            sum2 = FloatVector.fromArray(WIDE, x, i + 2 * LANES).add(sum2);
        }
        for (; i < x.length; i += LANES) {
            sum0 = FloatVector.fromArray(WIDE, x, i).add(sum0);
        }
        FloatVector lanes = sum0.add(sum1.add(sum2));
        if (LANES > 8) {
            lanes = lanes.add(lanes.rearrange(ACROSS_8));
        }
        if (LANES > 4) {
            lanes = lanes.add(lanes.rearrange(ACROSS_4));
        }
        lanes = lanes.add(lanes.rearrange(ACROSS_2));
        return lanes.lane(0) + lanes.lane(1);
    }

    private static float squares(float[] x, float mean) {
        FloatVector sum0 = FloatVector.zero(WIDE);
        FloatVector sum1 = sum0;
        FloatVector sum2 = sum0;
        FloatVector centre = FloatVector.broadcast(WIDE, mean);
        int i = 0;
        for (; i <= x.length - 3 * LANES; i += 3 * LANES) {
            FloatVector apart0 = FloatVector.fromArray(WIDE, x, i).sub(centre);
            FloatVector apart1 = FloatVector.fromArray(WIDE, x, i + LANES).sub(centre);
            FloatVector apart2 = FloatVector.fromArray(WIDE, x, i + 2 * LANES).sub(centre);
            sum0 = apart0.fma(apart0, sum0);
            sum1 = apart1.fma(apart1, sum1);
            sum2 = apart2.fma(apart2, sum2);
        }
        for (; i < x.length; i += LANES) {
            FloatVector apart = FloatVector.fromArray(WIDE, x, i).sub(centre);
            sum0 = apart.fma(apart, sum0);
        }
        FloatVector lanes = sum0.add(sum1.add(sum2));
        if (LANES > 8) {
            lanes = lanes.add(lanes.rearrange(ACROSS_8));
        }
        if (LANES > 4) {
            lanes = lanes.add(lanes.rearrange(ACROSS_4));
        }
        lanes = lanes.add(lanes.rearrange(ACROSS_2));
        return lanes.lane(0) + lanes.lane(1);
    }

    @Override
    public void meanSquare(int bins, float[] in, float[] out) {
        int end = bins * ROW;
        for (int c = 0; c < ROW; c += LANES) {
            FloatVector sum0 = FloatVector.zero(WIDE);
            FloatVector sum1 = sum0;
            FloatVector sum2 = sum0;
            int at = c;
            for (; at < end - 2 * ROW; at += 3 * ROW) {
                FloatVector x0 = FloatVector.fromArray(WIDE, in, at);
                FloatVector x1 = FloatVector.fromArray(WIDE, in, at + ROW);
                FloatVector x2 = FloatVector.fromArray(WIDE, in, at + 2 * ROW);
                sum0 = x0.fma(x0, sum0);
                sum1 = x1.fma(x1, sum1);
                sum2 = x2.fma(x2, sum2);
            }
            for (; at < end; at += ROW) {
                FloatVector x = FloatVector.fromArray(WIDE, in, at);
                sum0 = x.fma(x, sum0);
            }
            FloatVector sum = sum0.add(sum1.add(sum2));
            FloatVector.broadcast(WIDE, 1f / bins).mul(sum).intoArray(out, c);
        }
    }

    @Override
    public void interleave(
            int bins,
            float[] worked,
            float[] attention,
            float[] in,
            int inAt,
            float[] out,
            int outAt) {
        if (LANES < ROW) {
            super.interleave(bins, worked, attention, in, inAt, out, outAt);
            return;
        }
        VectorMath.sigmoidOfTwice(attention, NOTHING, 0, ROW);
        FloatVector scale = FloatVector.fromArray(WIDE, attention, 0);
        for (int at = 0; at < bins * ROW; at += ROW) {
            FloatVector late = FloatVector.fromArray(WIDE, in, inAt + at).rearrange(LATE);
            FloatVector early = FloatVector.fromArray(WIDE, worked, at).mul(scale);
            early.blend(late, ODD).intoArray(out, outAt + at);
        }
    }

    @Override
    public void multiply(
            BandedMatrix matrix, float[] in, int at, int stride, float[] out, int outAt) {
        for (int block = 0; block < matrix.blocks; block++) {
            for (int r = 0; r < ROW; r += LANES) {
                FloatVector even = FloatVector.zero(WIDE);
                FloatVector odd = FloatVector.zero(WIDE);
                int x = at + matrix.first[block] * stride;
                int entry = matrix.start[block] + r;
                int pairs = matrix.columns[block] / 2;
                for (int i = 0; i < pairs; i++, x += 2 * stride, entry += 2 * ROW) {
                    FloatVector first = FloatVector.fromArray(WIDE, matrix.entries, entry);
                    FloatVector second = FloatVector.fromArray(WIDE, matrix.entries, entry + ROW);
                    even = first.fma(FloatVector.broadcast(WIDE, in[x]), even);
                    odd = second.fma(FloatVector.broadcast(WIDE, in[x + stride]), odd);
                }
                if (matrix.columns[block] % 2 != 0) {
                    FloatVector last = FloatVector.fromArray(WIDE, matrix.entries, entry);
                    odd = last.fma(FloatVector.broadcast(WIDE, in[x]), odd);
                }
                FloatVector sum = even.add(odd);
                sum.intoArray(out, outAt + block * ROW + r);
            }
        }
    }

    @Override
    public void magnitude(float[] a, float[] b, float floor, float[] out, int at, int count) {
        FloatVector least = FloatVector.broadcast(WIDE, floor);
        int i = 0;
        for (; i <= count - LANES; i += LANES) {
            FloatVector x = FloatVector.fromArray(WIDE, a, i);
            FloatVector y = FloatVector.fromArray(WIDE, b, i);
            y.fma(y, x.fma(x, least)).sqrt().intoArray(out, at + i);
        }
        for (; i < count; i++) {
            out[at + i] = (float) Math.sqrt(a[i] * a[i] + b[i] * b[i] + floor);
        }
    }

    @Override
    public void add(float[] a, int aAt, float[] b, int bAt, float[] out, int outAt, int count) {
        int whole = count - count % LANES;
        for (int i = 0; i < whole; i += LANES) {
            FloatVector x = FloatVector.fromArray(WIDE, a, aAt + i);
            x.add(FloatVector.fromArray(WIDE, b, bAt + i)).intoArray(out, outAt + i);
        }
        super.add(a, aAt + whole, b, bAt + whole, out, outAt + whole, count - whole);
    }

    @Override
    public void slide(float[] taps, float[] in, int at, float[] out, int count) {
        VectorSlide.slide(taps, in, at, out, count);
    }

    @Override
    public void interpolate(
            PhaseTaps taps, float[] in, int place, int step, float[] out, int outAt, int count) {
        VectorPhases.interpolate(taps, in, place, step, out, outAt, count);
    }

    @Override
    public void glide(
            PhaseTaps taps, float[] in, long place, long step, float[] out, int outAt, int count) {
        VectorPhases.glide(taps, in, place, step, out, outAt, count);
    }

    @Override
    public void tanh(float[] x, int count) {
        int whole = count - count % LANES;
        VectorMath.tanh(x, 0, whole);
        for (int i = whole; i < count; i++) {
            x[i] = ScalarMath.tanh(x[i]);
        }
    }

    @Override
    public RealTransform realTransform() {
        return new VectorTransform();
    }
}
