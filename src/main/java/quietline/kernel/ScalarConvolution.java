package quietline.kernel;

/**
 * Convolution of any shape. Where no tap can miss, bins and channels go in blocks; everything else
 * goes tap by tap. Long for the many numbers that a block must be told.
 */
final class ScalarConvolution {

    private static final int EIGHT = ScalarBlock.EIGHT;

    private ScalarConvolution() {}

    static void convolve(
            ConvShape s,
            float[] in,
            int[] rows,
            float[] weights,
            float[] bias,
            float slope,
            float[] out,
            int outAt) {
        if (ScalarDepthwise.serves(s)) {
            ScalarDepthwise.convolve(s, in, rows, weights, bias, out, outAt);
        } else if (goesInBlocks(s)) {
            inBlocks(s, in, rows[0], weights, bias, out, outAt);
        } else {
            ScalarTaps.convolve(s, in, rows, weights, bias, out, outAt);
        }
        if (slope != 1) {
            prelu(out, outAt, outAt + s.outBins() * s.outChannels(), slope);
        }
    }

    private static boolean goesInBlocks(ConvShape s) {
        return s.withinMargin()
                && s.timeTaps() == 1
                && s.dilation() == 1
                && s.outPerGroup() % EIGHT == 0
                && (s.gathersOneRun() || s.inPerGroup() == EIGHT);
    }

    private static void inBlocks(
            ConvShape s,
            float[] in,
            int row,
            float[] weights,
            float[] bias,
            float[] out,
            int outAt) {
        int pitch = s.inPitch();
        int channels = s.outChannels();
        int perTap = s.inPerGroup() * channels;
        if (s.gathersOneRun()) {
            int at = row - s.padding() * pitch;
            int run = s.taps() * s.inChannels();
            int step = s.stride() * pitch;
            boolean even = run % EIGHT == 0 && s.outBins() >= ScalarBlock.BINS;
            if (even && channels == 2 * EIGHT && oddAreNone(weights, bias)) {
                ScalarBlock.evenChannels(
                        s.outBins(), run / EIGHT, in, at, step, weights, bias, out, outAt);
                return;
            }
            phase(
                    s,
                    s.outBins(),
                    run / EIGHT,
                    in,
                    at,
                    step,
                    EIGHT,
                    run % EIGHT,
                    weights,
                    0,
                    EIGHT * channels,
                    bias,
                    out,
                    outAt,
                    channels);
        } else if (!s.transposed()) {
            int at = row - s.padding() * pitch;
            phase(
                    s,
                    s.outBins(),
                    s.taps(),
                    in,
                    at,
                    s.stride() * pitch,
                    pitch,
                    0,
                    weights,
                    0,
                    perTap,
                    bias,
                    out,
                    outAt,
                    channels);
        } else {
            // Each of so many phases of output bins meets every so-many-th tap; instead of zeros
            // between the rows, fewer taps.
            int phases = s.stride();
            for (int phase = 0; phase < phases; phase++) {
                int bins = (s.outBins() - phase + phases - 1) / phases;
                int tap = (phase + s.padding()) % phases;
                int taps = (s.taps() - tap + phases - 1) / phases;
                int at = row + (phase + s.padding() - tap) / phases * pitch;
                phase(
                        s,
                        bins,
                        taps,
                        in,
                        at,
                        pitch,
                        -pitch,
                        0,
                        weights,
                        tap * perTap,
                        phases * perTap,
                        bias,
                        out,
                        outAt + phase * channels,
                        phases * channels);
            }
        }
    }

    /** Bins that all meet the same taps. */
    private static void phase(
            ConvShape s,
            int bins,
            int taps,
            float[] in,
            int at,
            int inStep,
            int tapStep,
            int rest,
            float[] weights,
            int w,
            int wStep,
            float[] bias,
            float[] out,
            int outAt,
            int outStep) {
        int channels = s.outChannels();
        for (int c = 0; c < channels; c += EIGHT) {
            int from = at + c / s.outPerGroup() * s.inPerGroup();
            ScalarBlock.channels(
                    bins, taps, in, from, inStep, tapStep, rest, weights, w + c, wStep, channels,
                    bias, c, out, outAt + c, outStep);
        }
    }

    private static boolean oddAreNone(float[] weights, float[] bias) {
        for (int i = 1; i < bias.length; i += 2) {
            if (bias[i] != 0) {
                return false;
            }
        }
        for (int i = 1; i < weights.length; i += 2) {
            if (weights[i] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Without asking for the sign, which no processor foresees, and so that it becomes SIMD. */
    private static void prelu(float[] x, int from, int to, float slope) {
        float keep = (1 + slope) / 2;
        float fold = (1 - slope) / 2;
        for (int i = from; i < to; i++) {
            x[i] = keep * x[i] + fold * Math.abs(x[i]);
        }
    }
}
