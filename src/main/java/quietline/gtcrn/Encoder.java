package quietline.gtcrn;

import static quietline.gtcrn.GtcrnWeights.BINS;
import static quietline.gtcrn.GtcrnWeights.CHANNELS;
import static quietline.gtcrn.GtcrnWeights.HALFWAY_BINS;
import static quietline.gtcrn.GtcrnWeights.HALVING;

import quietline.dsp.ErbBands;
import quietline.kernel.ConvShape;
import quietline.kernel.Kernels;
import quietline.nn.CausalConv;
import quietline.nn.ConvWeights;

/**
 * From 129 bands × 3 features to 33 bins × 16 channels: neighbouring bands unfolded to channels,
 * two convolutions that each halve the bins, three {@link GtConvBlock}s that look back 2, 4 and 10
 * frames. Keeps every stage's frame, for the decoder adds them to its own.
 */
final class Encoder {

    static final int[] TIME_DILATIONS = {1, 2, 5};
    private static final int FEATURES = 3;
    private static final int SUBBANDS = 3;

    private final CausalConv first;
    private final CausalConv second;
    private final GtConvBlock[] blocks = new GtConvBlock[TIME_DILATIONS.length];
    private final float[] unfolded = new float[ErbBands.BANDS * FEATURES * SUBBANDS];

    final float[] halved = new float[HALFWAY_BINS * CHANNELS];
    final float[] quartered = new float[BINS * CHANNELS];
    final float[][] deep = new float[TIME_DILATIONS.length][BINS * CHANNELS];

    Encoder(Numbers numbers, Kernels kernels) {
        first = new CausalConv(numbers.first, kernels);
        second = new CausalConv(numbers.second, kernels);
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = new GtConvBlock(numbers.blocks[i], kernels);
        }
    }

    /** Returns the deepest stage's frame. */
    float[] forward(float[] features) {
        unfold(features);
        first.forward(unfolded, halved);
        second.forward(halved, quartered);
        blocks[0].forward(quartered, deep[0]);
        blocks[1].forward(deep[0], deep[1]);
        blocks[2].forward(deep[1], deep[2]);
        return deep[2];
    }

    private void unfold(float[] features) {
        for (int band = 0; band < ErbBands.BANDS; band++) {
            for (int c = 0; c < FEATURES; c++) {
                for (int s = 0; s < SUBBANDS; s++) {
                    int neighbour = band + s - 1;
                    boolean outside = neighbour < 0 || neighbour >= ErbBands.BANDS;
                    unfolded[(band * FEATURES + c) * SUBBANDS + s] =
                            outside ? 0 : features[neighbour * FEATURES + c];
                }
            }
        }
    }

    void reset() {
        for (GtConvBlock block : blocks) {
            block.reset();
        }
    }

    record Numbers(ConvWeights first, ConvWeights second, GtConvBlock.Numbers[] blocks) {

        static Numbers of(StateDict dict) {
            String name = "encoder.en_convs.";
            int inputs = FEATURES * SUBBANDS;
            ConvWeights first =
                    ConvWeights.conv(
                            ConvShape.over(ErbBands.BANDS, inputs, CHANNELS, 1, 1, HALVING),
                            1,
                            dict.take(name + "0.conv.weight", CHANNELS, inputs, 1, 5),
                            dict.take(name + "0.conv.bias", CHANNELS));
            ConvWeights second =
                    ConvWeights.conv(
                            ConvShape.over(HALFWAY_BINS, CHANNELS, CHANNELS, 2, 1, HALVING),
                            1,
                            dict.take(name + "1.conv.weight", CHANNELS, CHANNELS / 2, 1, 5),
                            dict.take(name + "1.conv.bias", CHANNELS));
            GtConvBlock.Numbers[] blocks = new GtConvBlock.Numbers[TIME_DILATIONS.length];
            for (int i = 0; i < blocks.length; i++) {
                String block = name + (2 + i) + ".";
                blocks[i] = GtConvBlock.Numbers.ofEncoder(dict, block, TIME_DILATIONS[i]);
            }
            return new Numbers(
                    dict.normalisedAndActive(first, name + "0.bn", name + "0.act"),
                    dict.normalisedAndActive(second, name + "1.bn", name + "1.act"),
                    blocks);
        }
    }
}
