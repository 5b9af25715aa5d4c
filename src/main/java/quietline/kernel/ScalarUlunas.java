package quietline.kernel;

import static quietline.kernel.ScalarFma.fma;

/** The kernels of {@link UlunasKernels} in plain Java. */
final class ScalarUlunas {

    private static final int EIGHT = 8;

    /** Bands of one step of the recurrent net across bands. */
    private static final int FOUR = 4;

    static final float LEAST_POWER = 1e-24f;

    /** The bits of √½: mantissas lie from here to twice this. */
    static final int ROOT_HALF = 0x3f3504f3;

    /** {@code log10(x) / 2 = EXPONENT·exponent + MANTISSA·ln(mantissa)}. */
    static final float EXPONENT = (float) (Math.log10(2) / 2);

    static final float MANTISSA = (float) (1 / Math.log(10));

    private ScalarUlunas() {}

    /**
     * The logarithm of a mantissa m by the series of artanh: {@code ln m = 2(s + s³/3 + s⁵/5 …)}
     * with {@code s = (m - 1)/(m + 1)}.
     */
    static void logMagnitude(float[] re, float[] im, float[] out, int from, int count) {
        for (int i = from; i < count; i++) {
            float power = Math.max(re[i] * re[i] + im[i] * im[i], LEAST_POWER);
            int bits = Float.floatToRawIntBits(power);
            int exponent = bits - ROOT_HALF >> 23;
            float m = Float.intBitsToFloat(bits - (exponent << 23));
            float s = (m - 1) / (m + 1);
            float q = s * s;
            float series = fma(q, fma(q, fma(q, fma(q, 1 / 9f, 1 / 7f), 1 / 5f), 1 / 3f), 1);
            out[i] = fma(MANTISSA * s, series, EXPONENT * exponent);
        }
    }

    static void affinePRelu(float[] x, int at, float[] keep, float[] fold, float[] bias) {
        for (int i = 0; i < keep.length; i++) {
            float value = x[at + i];
            x[at + i] = keep[i] * value + fold[i] * Math.abs(value) + bias[i];
        }
    }

    static void bandPower(FrameShape frame, float[] in, float[] out) {
        int channels = frame.channels();
        int used = (channels + FOUR - 1) / FOUR * FOUR;
        for (int b = 0; b < frame.bins(); b++) {
            float s0 = 0;
            float s1 = 0;
            float s2 = 0;
            float s3 = 0;
            int row = b * frame.pitch();
            for (int i = row; i < row + used; i += FOUR) {
                s0 = fma(in[i], in[i], s0);
                s1 = fma(in[i + 1], in[i + 1], s1);
                s2 = fma(in[i + 2], in[i + 2], s2);
                s3 = fma(in[i + 3], in[i + 3], s3);
            }
            out[b] = (s0 + s1 + (s2 + s3)) / channels;
        }
    }

    static void scale(FrameShape frame, float[] in, float[] ofLane, float[] ofBin, float[] out) {
        for (int lane = 0; lane < frame.pitch(); lane += EIGHT) {
            eightLanes(frame, in, ofLane, ofBin, out, lane);
        }
    }

    private static void eightLanes(
            FrameShape frame, float[] in, float[] of, float[] ofBin, float[] out, int lane) {
        int lanes = frame.pitch();
        int bins = frame.bins();
        float f0 = of[lane];
        float f1 = of[lane + 1];
        float f2 = of[lane + 2];
        float f3 = of[lane + 3];
        float f4 = of[lane + 4];
        float f5 = of[lane + 5];
        float f6 = of[lane + 6];
        float f7 = of[lane + 7];
        for (int b = 0, i = lane; b < bins; b++, i += lanes) {
            float bin = ofBin[b / FOUR * Row.FLOATS + b % FOUR];
            out[i] = f0 * bin * in[i];
            out[i + 1] = f1 * bin * in[i + 1];
            out[i + 2] = f2 * bin * in[i + 2];
            out[i + 3] = f3 * bin * in[i + 3];
            out[i + 4] = f4 * bin * in[i + 4];
            out[i + 5] = f5 * bin * in[i + 5];
            out[i + 6] = f6 * bin * in[i + 6];
            out[i + 7] = f7 * bin * in[i + 7];
        }
    }
}
