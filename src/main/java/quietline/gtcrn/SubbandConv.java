package quietline.gtcrn;

import static quietline.gtcrn.Shapes.CHANNELS;
import static quietline.gtcrn.Shapes.HALFWAY_BINS;
import static quietline.gtcrn.Shapes.START;

import quietline.dsp.ErbBands;
import quietline.kernel.BinAxis;
import quietline.kernel.ConvShape;
import quietline.kernel.FrameShape;
import quietline.kernel.Kernels;
import quietline.nn.CausalConv;
import quietline.nn.ConvWeights;
import quietline.nn.StateDict;

/**
 * The first convolution, from 129 bands × 3 features to 65 bins × 16 channels. The paper unfolds
 * each band's two neighbours to channels, then applies five taps with stride 2. Both steps together
 * are one convolution with seven taps. The first and the last bin have their own weights, because
 * there some of the five taps read zero padding, which is not unfolded.
 */
final class SubbandConv {

    static final int FEATURES = 3;
    private static final int NEIGHBOURS = 3;
    private static final int TAPS = 5;

    /** How many bands the seven taps reach to either side. */
    private static final int REACH = 3;

    /**
     * The eighth tap is zero: kernels are faster when the inputs, 8 · 3, are a multiple of eight.
     */
    private static final int ALL_TAPS = 2 * REACH + 2;

    /** One more band than there are, for the eighth tap to read. */
    private static final FrameShape FEATURE_ROWS =
            new FrameShape(ErbBands.BANDS + 1, FEATURES).withMargin(REACH);

    /** Index of the first band in the features, after a margin of zeros. */
    static final int FEATURES_START = REACH * FEATURES;

    private final CausalConv all;
    private final CausalConv lowest;
    private final CausalConv highest;

    SubbandConv(Numbers numbers, Kernels kernels) {
        all = new CausalConv(numbers.all, kernels);
        lowest = new CausalConv(numbers.lowest, kernels);
        highest = new CausalConv(numbers.highest, kernels);
    }

    static float[] features() {
        return FEATURE_ROWS.newFrame();
    }

    void forward(float[] features, float[] out) {
        int last = HALFWAY_BINS - 1;
        all.forward(features, FEATURES_START, out, START);
        lowest.forward(features, 0, out, START);
        highest.forward(features, 2 * last * FEATURES, out, START + last * CHANNELS);
    }

    record Numbers(ConvWeights all, ConvWeights lowest, ConvWeights highest) {

        static Numbers of(StateDict dict, String name) {
            float[] weight =
                    dict.take(name + "conv.weight", CHANNELS, FEATURES * NEIGHBOURS, 1, TAPS);
            float[] bias = dict.take(name + "conv.bias", CHANNELS);
            ConvShape shape =
                    ConvShape.over(FEATURE_ROWS, CHANNELS, 1, 1, new BinAxis(ALL_TAPS, 2, REACH));
            FrameShape nearest = new FrameShape(ALL_TAPS, FEATURES);
            ConvShape edge = ConvShape.over(nearest, CHANNELS, 1, 1, new BinAxis(ALL_TAPS, 1, 0));
            ConvWeights all = ConvWeights.conv(shape, 1, joined(weight, 0, TAPS), bias);
            ConvWeights lowest = ConvWeights.conv(edge, 1, joined(weight, 2, TAPS), bias);
            ConvWeights highest = ConvWeights.conv(edge, 1, joined(weight, 0, 3), bias);
            return new Numbers(
                    dict.normalisedAndActive(all, name + "bn", name + "act"),
                    dict.normalisedAndActive(lowest, name + "bn", name + "act"),
                    dict.normalisedAndActive(highest, name + "bn", name + "act"));
        }

        /**
         * Returns weights shaped (16, 3, 1, 8), made of the five taps from {@code from} to {@code
         * to}.
         */
        private static float[] joined(float[] weight, int from, int to) {
            float[] joined = new float[CHANNELS * FEATURES * ALL_TAPS];
            for (int row = 0; row < CHANNELS * FEATURES; row++) {
                for (int s = 0; s < NEIGHBOURS; s++) {
                    for (int k = from; k < to; k++) {
                        joined[row * ALL_TAPS + k + s] += weight[(row * NEIGHBOURS + s) * TAPS + k];
                    }
                }
            }
            return joined;
        }
    }
}
