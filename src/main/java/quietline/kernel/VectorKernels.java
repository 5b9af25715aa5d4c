package quietline.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The kernels on the Vector API. Loaded by name, and only after {@link KernelChoice} has seen that
 * the incubator module is there; nothing else may mention it.
 */
final class VectorKernels extends ScalarKernels {

    private static final VectorSpecies<Float> WIDE = FloatVector.SPECIES_PREFERRED;

    @Override
    public String name() {
        return "vector (%d bit)".formatted(WIDE.vectorBitSize());
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
        int lanes = WIDE.length();
        boolean whole = shape.groups() == 1 && shape.outChannels() % lanes == 0;
        if (whole || shape.depthwise() && shape.outChannels() % lanes == 0) {
            for (int f = 0; f < shape.outBins(); f++) {
                for (int o = 0; o < shape.outChannels(); o += lanes) {
                    FloatVector sum = FloatVector.fromArray(WIDE, bias, o);
                    sum = taps(shape, in, rows, weights, f, o, sum);
                    VectorMask<Float> negative = sum.compare(VectorOperators.LT, 0f);
                    sum.mul(slope, negative).intoArray(out, outAt + f * shape.outChannels() + o);
                }
            }
        } else {
            super.convolve(shape, in, rows, weights, bias, slope, out, outAt);
        }
    }

    private static FloatVector taps(
            ConvShape shape,
            float[] in,
            int[] rows,
            float[] weights,
            int f,
            int o,
            FloatVector sum) {
        int channels = shape.outChannels();
        int inputs = shape.inPerGroup();
        for (int t = 0; t < shape.timeTaps(); t++) {
            for (int k = 0; k < shape.taps(); k++) {
                int bin = shape.inputBin(f, k);
                if (bin >= 0) {
                    int from = rows[t] + bin * shape.inPitch();
                    int w = (t * shape.taps() + k) * inputs * channels + o;
                    if (shape.depthwise()) {
                        FloatVector x = FloatVector.fromArray(WIDE, in, from + o);
                        sum = x.fma(FloatVector.fromArray(WIDE, weights, w), sum);
                    } else {
                        for (int i = 0; i < inputs; i++) {
                            FloatVector x = FloatVector.broadcast(WIDE, in[from + i]);
                            FloatVector row =
                                    FloatVector.fromArray(WIDE, weights, w + i * channels);
                            sum = x.fma(row, sum);
                        }
                    }
                }
            }
        }
        return sum;
    }

    @Override
    public void axpy(float a, float[] x, int xAt, float[] y, int yAt, int count) {
        int whole = WIDE.loopBound(count);
        FloatVector factor = FloatVector.broadcast(WIDE, a);
        for (int i = 0; i < whole; i += WIDE.length()) {
            FloatVector sum = FloatVector.fromArray(WIDE, y, yAt + i);
            factor.fma(FloatVector.fromArray(WIDE, x, xAt + i), sum).intoArray(y, yAt + i);
        }
        super.axpy(a, x, xAt + whole, y, yAt + whole, count - whole);
    }
}
