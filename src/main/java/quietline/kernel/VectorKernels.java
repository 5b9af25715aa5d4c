package quietline.kernel;

import static quietline.kernel.VectorMath.LANES;
import static quietline.kernel.VectorMath.WIDE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * The kernels on the Vector API. {@link KernelChoice} loads this class by name, if the incubator
 * module is there; only classes named Vector… may refer to it.
 */
final class VectorKernels extends ScalarKernels {

    private static final int ROW = Row.FLOATS;

    private static final VectorMask<Float> ODD = VectorMask.fromLong(WIDE, 0xAAAA);

    /** Odd lane 2c + 1 of a row takes lane 8 + c. */
    private static final VectorShuffle<Float> LATE =
            VectorShuffle.fromOp(WIDE, lane -> LANES == ROW ? 8 + lane / 2 : lane);

    private static final String NAME = "vector (%d bit)".formatted(WIDE.vectorBitSize());

    private static final float[] NOTHING = new float[64 * ROW];

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Conv plan(ConvShape shape, float[] weights, float[] bias, float slope) {
        return VectorConv.plan(shape, weights, bias, slope);
    }

    @Override
    public Conv planGates(int bins, float[] weights, float[] bias) {
        return bins % VectorGates.BINS == 0
                ? new VectorGates(bins, weights, bias)
                : super.planGates(bins, weights, bias);
    }

    @Override
    public void recur(int units, float[] fromInput, float[] fromState, float[] state, int at) {
        if (units % LANES != 0) {
            super.recur(units, fromInput, fromState, state, at);
            return;
        }
        int last = 2 * units;
        VectorMath.sigmoidOfTwice(fromInput, fromState, 0, last);
        for (int u = 0; u < units; u += LANES) {
            FloatVector r = FloatVector.fromArray(WIDE, fromInput, u);
            FloatVector h = FloatVector.fromArray(WIDE, fromState, last + u);
            FloatVector x = FloatVector.fromArray(WIDE, fromInput, last + u);
            r.fma(h, x).intoArray(fromInput, last + u);
        }
        VectorMath.tanh(fromInput, last, last + units);
        for (int u = 0; u < units; u += LANES) {
            FloatVector z = FloatVector.fromArray(WIDE, fromInput, units + u);
            FloatVector n = FloatVector.fromArray(WIDE, fromInput, last + u);
            FloatVector old = FloatVector.fromArray(WIDE, state, at + u);
            z.fma(old.sub(n), n).intoArray(state, at + u);
        }
    }

    @Override
    public void sweep(int bins, float[] gates, float[] weights, float[] bias, float[] out) {
        VectorSweep.sweep(bins, gates, weights, bias, out);
    }

    @Override
    public void normalize(float[] x, Normalization by, float[] residual, float[] out, int at) {
        if (x.length % (3 * LANES) != 0) {
            super.normalize(x, by, residual, out, at);
            return;
        }
        float[] weight = by.weight();
        float[] bias = by.bias();
        sum(x, out, at);
        float mean = sumOfLanes(out, at) / x.length;
        squares(x, mean, out, at);
        float variance = sumOfLanes(out, at) / x.length;
        FloatVector scale =
                FloatVector.broadcast(WIDE, (float) (1 / Math.sqrt(variance + by.epsilon())));
        FloatVector centre = FloatVector.broadcast(WIDE, mean);
        for (int i = 0; i < x.length; i += LANES) {
            FloatVector even = FloatVector.fromArray(WIDE, x, i).sub(centre).mul(scale);
            FloatVector offset =
                    FloatVector.fromArray(WIDE, bias, i)
                            .add(FloatVector.fromArray(WIDE, residual, at + i));
            even.fma(FloatVector.fromArray(WIDE, weight, i), offset).intoArray(out, at + i);
        }
    }

    /** Sums into one row at {@code out[at]}: a vector that is returned may stay an object. */
    private static void sum(float[] x, float[] out, int at) {
        FloatVector sum0 = FloatVector.zero(WIDE);
        FloatVector sum1 = sum0;
        FloatVector sum2 = sum0;
        for (int i = 0; i < x.length; i += 3 * LANES) {
            sum0 = FloatVector.fromArray(WIDE, x, i).add(sum0);
            sum1 = FloatVector.fromArray(WIDE, x, i + LANES).add(sum1);
            sum2 = FloatVector.fromArray(WIDE, x, i + 2 * LANES).add(sum2);
        }
        sum0.add(sum1.add(sum2)).intoArray(out, at);
    }

    /** Adds the lanes of a row, which it overwrites, in a fixed order. */
    private static float sumOfLanes(float[] row, int at) {
        for (int half = LANES / 2; half > 0; half /= 2) {
            for (int i = at; i < at + half; i++) {
                row[i] += row[i + half];
            }
        }
        return row[at];
    }

    private static void squares(float[] x, float mean, float[] out, int at) {
        FloatVector sum0 = FloatVector.zero(WIDE);
        FloatVector sum1 = sum0;
        FloatVector sum2 = sum0;
        FloatVector centre = FloatVector.broadcast(WIDE, mean);
        for (int i = 0; i < x.length; i += 3 * LANES) {
            FloatVector apart0 = FloatVector.fromArray(WIDE, x, i).sub(centre);
            FloatVector apart1 = FloatVector.fromArray(WIDE, x, i + LANES).sub(centre);
            FloatVector apart2 = FloatVector.fromArray(WIDE, x, i + 2 * LANES).sub(centre);
            sum0 = apart0.fma(apart0, sum0);
            sum1 = apart1.fma(apart1, sum1);
            sum2 = apart2.fma(apart2, sum2);
        }
        sum0.add(sum1.add(sum2)).intoArray(out, at);
    }

    @Override
    public void meanSquare(int bins, int lanes, float[] in, float[] out) {
        int end = bins * lanes;
        for (int c = 0; c < lanes; c += LANES) {
            FloatVector sum0 = FloatVector.zero(WIDE);
            FloatVector sum1 = sum0;
            FloatVector sum2 = sum0;
            int at = c;
            for (; at < end - 2 * lanes; at += 3 * lanes) {
                FloatVector x0 = FloatVector.fromArray(WIDE, in, at);
                FloatVector x1 = FloatVector.fromArray(WIDE, in, at + lanes);
                FloatVector x2 = FloatVector.fromArray(WIDE, in, at + 2 * lanes);
                sum0 = x0.fma(x0, sum0);
                sum1 = x1.fma(x1, sum1);
                sum2 = x2.fma(x2, sum2);
            }
            for (; at < end; at += lanes) {
                FloatVector x = FloatVector.fromArray(WIDE, in, at);
                sum0 = x.fma(x, sum0);
            }
            sum0.add(sum1.add(sum2)).mul(1f / bins).intoArray(out, c);
        }
    }

    @Override
    public void attendAndShuffle(
            int bins, float[] worked, float[] attention, float[] in, float[] out, int at) {
        if (LANES < ROW) {
            super.attendAndShuffle(bins, worked, attention, in, out, at);
            return;
        }
        VectorMath.sigmoidOfTwice(attention, NOTHING, 0, ROW);
        FloatVector scale = FloatVector.fromArray(WIDE, attention, 0);
        for (int row = 0; row < bins * ROW; row += ROW) {
            FloatVector late = FloatVector.fromArray(WIDE, in, at + row).rearrange(LATE);
            FloatVector early = FloatVector.fromArray(WIDE, worked, row).mul(scale);
            early.blend(late, ODD).intoArray(out, at + row);
        }
    }

    @Override
    public void logMagnitude(float[] re, float[] im, float[] out, int count) {
        VectorUlunas.logMagnitude(re, im, out, count);
    }

    @Override
    public void affinePRelu(float[] x, int at, float[] keep, float[] fold, float[] bias) {
        VectorUlunas.affinePRelu(x, at, keep, fold, bias);
    }

    @Override
    public void attendBands(
            int steps, BandChain chain, float[] in, float[] gates, float[] states, float[] out) {
        VectorBands.project(steps, chain, in, gates);
        VectorSweep.upward(steps, gates, chain.states(), chain.stateBias(), states);
        VectorBands.join(steps, chain, states, out);
    }

    @Override
    public void sigmoidOfTwice(float[] x, int count) {
        int whole = count / LANES * LANES;
        VectorMath.sigmoidOfTwice(x, NOTHING, 0, whole);
        for (int i = whole; i < count; i++) {
            x[i] = ScalarMath.sigmoidOfTwice(x[i]);
        }
    }

    @Override
    public void scale(FrameShape frame, float[] in, float[] ofLane, float[] ofBin, float[] out) {
        VectorUlunas.scale(frame, in, ofLane, ofBin, out);
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
                even.add(odd).intoArray(out, outAt + block * ROW + r);
            }
        }
    }

    @Override
    public void slide(float[] taps, float[] in, int at, float[] out, int count) {
        VectorSlide.slide(taps, in, at, out, count);
    }

    @Override
    public PhaseFilter filter(PhaseTaps taps) {
        return new VectorPhases(taps);
    }

    @Override
    public RealTransform realTransform() {
        return new VectorTransform();
    }
}
