package quietline.ulunas;

import static quietline.ulunas.Frames.BANDS;
import static quietline.ulunas.Frames.HALFWAY_BINS;

import java.util.Arrays;
import quietline.kernel.BinAxis;
import quietline.kernel.ConvShape;
import quietline.kernel.FrameShape;
import quietline.kernel.Kernels;
import quietline.kernel.UlunasKernels;
import quietline.nn.CausalConv;
import quietline.nn.ConvWeights;
import quietline.nn.StateDict;

/**
 * The encoder's first block: from one feature of 129 bands to 65 bins × 12 channels, over three
 * frames and three bands, then attention. The features of the three frames lie side by side, as
 * channels of a band, so that a convolution reads neighbouring floats. A fourth frame and a fourth
 * tap have zero weights: kernels are faster with 16 inputs than with nine. Owns the features.
 */
final class FirstConv {

    static final int CHANNELS = 12;
    private static final int FRAMES = 3;
    private static final int TAPS = 3;

    /** The floats of a band. */
    static final int APART = FRAMES + 1;

    /** One more band than there are, for the fourth tap to read. */
    private static final FrameShape FEATURES = new FrameShape(BANDS + 1, APART).withMargin(1);

    /** Index of the first band's feature of the present frame. */
    static final int PRESENT = FEATURES.start() + APART - 1;

    private final UlunasKernels kernels;
    private final Numbers numbers;
    private final CausalConv conv;
    private final TimeBandAttention attention;
    private final UlunasScratch scratch;

    final float[] features = FEATURES.newFrame();
    final float[] out = Frames.frame(HALFWAY_BINS, CHANNELS).newFrame();

    FirstConv(Numbers numbers, UlunasScratch scratch, Kernels kernels) {
        this.numbers = numbers;
        this.scratch = scratch;
        this.kernels = UlunasKernels.of(kernels);
        conv = new CausalConv(numbers.conv, kernels);
        attention = new TimeBandAttention(numbers.attention, scratch, kernels);
    }

    /**
     * Moves all features one frame into the past. The caller must write the present ones, from
     * {@link #PRESENT} on, {@link #APART} floats apart.
     */
    void advance() {
        int start = FEATURES.start();
        System.arraycopy(features, start + 1, features, start, BANDS * APART - 1);
    }

    float[] forward() {
        conv.forward(features, FEATURES.start(), scratch.filtered, 0);
        numbers.activation.apply(scratch.filtered, 0, kernels);
        attention.forward(scratch.filtered, out);
        return out;
    }

    void reset() {
        Arrays.fill(features, 0);
        attention.reset();
    }

    /** The weights. Immutable; shared by all streams. */
    record Numbers(
            ConvWeights conv, AffineActivation activation, TimeBandAttention.Numbers attention) {

        static Numbers of(StateDict dict, String prefix) {
            int[] lanes = Lanes.ordered(CHANNELS);
            float[] weight = dict.take(prefix + "1.weight", CHANNELS, 1, FRAMES, TAPS);
            float[] filled = new float[CHANNELS * APART * (TAPS + 1)];
            for (int i = 0; i < weight.length; i++) {
                int frame = 1 + i / TAPS % FRAMES;
                int row = i / (FRAMES * TAPS) * APART + frame;
                filled[row * (TAPS + 1) + i % TAPS] = weight[i];
            }
            BinAxis halving = new BinAxis(TAPS + 1, 2, 1);
            ConvWeights conv =
                    ConvWeights.conv(
                            ConvShape.over(FEATURES, CHANNELS, 1, 1, halving),
                            1,
                            filled,
                            dict.take(prefix + "1.bias", CHANNELS));
            return new Numbers(
                    dict.normalised(conv, prefix + "2").onLanes(lanes),
                    AffineActivation.of(dict, prefix + "3.", CHANNELS, HALFWAY_BINS, lanes),
                    TimeBandAttention.Numbers.of(
                            dict, prefix + "4.", Frames.frame(HALFWAY_BINS, CHANNELS), lanes));
        }
    }
}
