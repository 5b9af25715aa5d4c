package quietline.ulunas;

import static quietline.ulunas.Shapes.BANDS;
import static quietline.ulunas.Shapes.HALFWAY_BINS;

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
 * three channels of a band, so that a convolution reads nine neighbouring floats. Owns them.
 */
final class FirstConv {

    static final int CHANNELS = 12;
    static final int FRAMES = 3;
    private static final int TAPS = 3;

    private static final FrameShape FEATURES = new FrameShape(BANDS, FRAMES).withMargin(1);

    /** Index of the first band's feature of the present frame. */
    static final int PRESENT = FEATURES.start() + FRAMES - 1;

    private final UlunasKernels kernels;
    private final Numbers numbers;
    private final CausalConv conv;
    private final TimeBandAttention attention;
    private final UlunasScratch scratch;

    final float[] features = FEATURES.newFrame();
    final float[] out = Shapes.frame(HALFWAY_BINS, CHANNELS).newFrame();

    FirstConv(Numbers numbers, UlunasScratch scratch, Kernels kernels) {
        this.numbers = numbers;
        this.scratch = scratch;
        this.kernels = UlunasKernels.of(kernels);
        conv = new CausalConv(numbers.conv, kernels);
        attention = new TimeBandAttention(numbers.attention, scratch, kernels);
    }

    /**
     * Moves all features one frame into the past. The caller must write the present ones, from
     * {@link #PRESENT} on, {@link #FRAMES} floats apart.
     */
    void advance() {
        int start = FEATURES.start();
        System.arraycopy(features, start + 1, features, start, BANDS * FRAMES - 1);
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
    record Numbers(ConvWeights conv, AffinePRelu activation, TimeBandAttention.Numbers attention) {

        static Numbers of(StateDict dict, String prefix) {
            int[] lanes = Lanes.ordered(CHANNELS);
            ConvShape shape = ConvShape.over(FEATURES, CHANNELS, 1, 1, new BinAxis(TAPS, 2, 1));
            ConvWeights conv =
                    ConvWeights.conv(
                            shape,
                            1,
                            dict.take(prefix + "1.weight", CHANNELS, 1, FRAMES, TAPS),
                            dict.take(prefix + "1.bias", CHANNELS));
            return new Numbers(
                    dict.normalised(conv, prefix + "2").onLanes(lanes),
                    AffinePRelu.of(dict, prefix + "3.", CHANNELS, HALFWAY_BINS, lanes),
                    TimeBandAttention.Numbers.of(
                            dict, prefix + "4.", Shapes.frame(HALFWAY_BINS, CHANNELS), lanes));
        }
    }
}
