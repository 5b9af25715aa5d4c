package quietline.ulunas;

import static quietline.ulunas.Frames.BANDS;
import static quietline.ulunas.Frames.HALFWAY_BINS;

import java.util.Arrays;
import quietline.kernel.ConvShape;
import quietline.kernel.FrameShape;
import quietline.kernel.Kernels;
import quietline.kernel.Row;
import quietline.nn.Affine;
import quietline.nn.CausalConv;
import quietline.nn.ConvWeights;
import quietline.nn.StateDict;

/**
 * The decoder's last block: a transposed convolution from 65 bins × 12 channels to 129 bands × 1,
 * over three frames and three bands with stride 2, then attention. A pointwise convolution computes
 * what each bin adds to three bands of this frame and of the next two. Owns the sums that past
 * frames add.
 */
final class LastConv {

    private static final int CHANNELS = FirstConv.CHANNELS;
    private static final int FRAMES = 3;
    private static final int TAPS = 3;
    static final int ROW = Row.FLOATS;

    /** Sums that past frames add to this frame and the next, three bands for each. */
    private static final int LATER = (FRAMES - 1) * TAPS;

    private final Numbers numbers;
    private final CausalConv shares;
    private final TimeBandAttention attention;
    private final UlunasScratch scratch;
    private final float[] later = new float[HALFWAY_BINS * LATER];

    /** One band a row, on its first lane. */
    private final float[] bands = Frames.frame(BANDS, 1).newFrame();

    LastConv(Numbers numbers, UlunasScratch scratch, Kernels kernels) {
        this.numbers = numbers;
        this.scratch = scratch;
        shares = new CausalConv(numbers.shares, kernels);
        attention = new TimeBandAttention(numbers.attention, scratch, kernels);
    }

    /** Returns one row for each band, with the output on its first lane. */
    float[] forward(float[] in) {
        float[] rows = scratch.filtered;
        shares.forward(in, rows);
        float below = 0;
        for (int b = 0; b < HALFWAY_BINS; b++) {
            int row = b * ROW;
            int kept = b * LATER;
            float low = rows[row] + later[kept];
            float middle = rows[row + 1] + later[kept + 1];
            float high = rows[row + 2] + later[kept + 2];
            for (int tap = 0; tap < TAPS; tap++) {
                later[kept + tap] = rows[row + TAPS + tap] + later[kept + TAPS + tap];
                later[kept + TAPS + tap] = rows[row + 2 * TAPS + tap];
            }
            if (b > 0) {
                bands[(2 * b - 1) * ROW] = below + low + numbers.bias;
            }
            bands[2 * b * ROW] = middle + numbers.bias;
            below = high;
        }
        attention.forward(bands, bands);
        return bands;
    }

    void reset() {
        Arrays.fill(later, 0);
        attention.reset();
    }

    /** The weights. Immutable; shared by all streams. */
    record Numbers(ConvWeights shares, float bias, TimeBandAttention.Numbers attention) {

        static Numbers of(StateDict dict, String prefix) {
            int shares = FRAMES * TAPS;
            float[] weight = dict.take(prefix + "1.weight", CHANNELS, 1, FRAMES, TAPS);
            Affine norm = dict.batchNorm(prefix + "2", 1);
            float bias = dict.take(prefix + "1.bias", 1)[0];
            FrameShape in = Frames.multipleOfEight(Frames.frame(HALFWAY_BINS, CHANNELS));
            float[] turned = new float[shares * in.channels()];
            for (int i = 0; i < weight.length; i++) {
                turned[i % shares * in.channels() + i / shares] = weight[i] * norm.scale()[0];
            }
            ConvWeights conv =
                    ConvWeights.conv(ConvShape.pointwise(in, shares), 1, turned, new float[shares]);
            return new Numbers(
                    conv.onLanes(Lanes.ordered(shares)),
                    bias * norm.scale()[0] + norm.shift()[0],
                    TimeBandAttention.Numbers.of(
                            dict, prefix + "4.", Frames.frame(BANDS, 1), Lanes.ordered(1)));
        }
    }
}
