package quietline.gtcrn;

import static quietline.gtcrn.Shapes.CHANNELS;
import static quietline.gtcrn.Shapes.HALFWAY;
import static quietline.gtcrn.Shapes.HALFWAY_BINS;
import static quietline.gtcrn.Shapes.START;

import quietline.kernel.ConvShape;
import quietline.kernel.FrameShape;
import quietline.kernel.Kernels;
import quietline.nn.CausalConv;
import quietline.nn.ConvWeights;
import quietline.nn.StateDict;

/**
 * The last convolution, transposed, from 65 bins × 16 channels to 129 bands × 2, with five taps and
 * stride 2. A pointwise convolution computes what each bin adds to the five bands around it, ten
 * floats in a row of 16. Then these rows are summed, each four floats further on than the one
 * before.
 */
final class MaskConv {

    static final int PARTS = 2;
    private static final int TAPS = 5;
    private static final int MIDDLE = 2;

    /** Room for 130 bands, because bands are computed in pairs; the last band is not used. */
    static final int MASK_FLOATS = (HALFWAY_BINS + 1) * 2 * PARTS;

    private final CausalConv shares;
    private final float[] rows = Shapes.frame(HALFWAY_BINS);

    MaskConv(ConvWeights shares, Kernels kernels) {
        this.shares = new CausalConv(shares, kernels);
    }

    void forward(float[] in, float[] out) {
        shares.forward(in, START, rows, START);
        overlapAdd(rows, out);
    }

    /**
     * Computes two bands at a time, four floats: a sum over the rows of three neighbouring bins.
     */
    private static void overlapAdd(float[] rows, float[] out) {
        for (int b = 0; b < HALFWAY_BINS; b++) {
            int row = START + b * CHANNELS;
            for (int j = 0; j < 4; j++) {
                float above = rows[row + CHANNELS + j];
                float below = rows[row - CHANNELS + 8 + j];
                out[4 * b + j] = above + rows[row + 4 + j] + below;
            }
        }
    }

    static ConvWeights weights(StateDict dict, String name) {
        float[] weight = dict.take(name + "conv.weight", CHANNELS, PARTS, 1, TAPS);
        float[] bias = dict.take(name + "conv.bias", PARTS);
        ConvShape point = ConvShape.pointwise(new FrameShape(1, CHANNELS), PARTS);
        float[] packed = new float[CHANNELS * CHANNELS];
        float[] offset = new float[CHANNELS];
        for (int tap = 0; tap < TAPS; tap++) {
            ConvWeights one = ConvWeights.conv(point, 1, ofTap(weight, tap), bias);
            ConvWeights folded = dict.normalised(one, name + "bn");
            for (int i = 0; i < CHANNELS; i++) {
                for (int part = 0; part < PARTS; part++) {
                    packed[i * CHANNELS + tap * PARTS + part] = folded.packed()[i * PARTS + part];
                }
            }
            // Each band gets exactly one of these two taps, so they carry the bias.
            if (tap == MIDDLE || tap == MIDDLE + 1) {
                System.arraycopy(folded.bias(), 0, offset, tap * PARTS, PARTS);
            }
        }
        ConvShape shares = ConvShape.pointwise(HALFWAY, CHANNELS);
        return new ConvWeights(shares, 1, packed, offset, 1);
    }

    /** Returns one tap's matrix, shaped (2, 16). */
    private static float[] ofTap(float[] weight, int tap) {
        float[] matrix = new float[PARTS * CHANNELS];
        for (int i = 0; i < CHANNELS; i++) {
            for (int part = 0; part < PARTS; part++) {
                matrix[part * CHANNELS + i] = weight[(i * PARTS + part) * TAPS + tap];
            }
        }
        return matrix;
    }
}
