package quietline.gtcrn;

import static quietline.gtcrn.Shapes.BINS;
import static quietline.gtcrn.Shapes.CHANNELS;
import static quietline.gtcrn.Shapes.HALFWAY;
import static quietline.gtcrn.Shapes.HALFWAY_BINS;
import static quietline.gtcrn.Shapes.HALVING;
import static quietline.gtcrn.Shapes.START;

import quietline.kernel.ConvShape;
import quietline.kernel.Kernels;
import quietline.nn.CausalConv;
import quietline.nn.ConvWeights;
import quietline.nn.Scratch;
import quietline.nn.StageTimes;
import quietline.nn.StateDict;

/**
 * From 129 bands × 3 features to 33 bins × 16 channels: two convolutions that each halve the bins,
 * then three {@link GtConvBlock}s that read 2, 4 and 10 past frames. Keeps the output of each
 * stage, because the decoder adds it to its own input.
 */
final class Encoder {

    static final int[] TIME_DILATIONS = {1, 2, 5};

    private final SubbandConv first;
    private final CausalConv second;
    private final StageTimes times;
    private final GtConvBlock[] blocks = new GtConvBlock[TIME_DILATIONS.length];

    final float[] halved = Shapes.frame(HALFWAY_BINS);
    final float[] quartered = Shapes.frame(BINS);
    final float[][] deep = new float[TIME_DILATIONS.length][];

    Encoder(Numbers numbers, Scratch scratch, Kernels kernels, StageTimes times) {
        this.times = times;
        first = new SubbandConv(numbers.first, kernels);
        second = new CausalConv(numbers.second, kernels);
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = new GtConvBlock(numbers.blocks[i], scratch, kernels);
            deep[i] = Shapes.frame(BINS);
        }
    }

    /** Returns the output of the last stage. */
    float[] forward(float[] features) {
        first.forward(features, halved);
        StageTimes.mark(times, GtcrnStage.ENCODER_CONV_1);
        second.forward(halved, START, quartered, START);
        StageTimes.mark(times, GtcrnStage.ENCODER_CONV_2);
        blocks[0].forward(quartered, deep[0]);
        StageTimes.mark(times, GtcrnStage.ENCODER_BLOCK_1);
        blocks[1].forward(deep[0], deep[1]);
        StageTimes.mark(times, GtcrnStage.ENCODER_BLOCK_2);
        blocks[2].forward(deep[1], deep[2]);
        StageTimes.mark(times, GtcrnStage.ENCODER_BLOCK_3);
        return deep[2];
    }

    void reset() {
        for (GtConvBlock block : blocks) {
            block.reset();
        }
    }

    record Numbers(SubbandConv.Numbers first, ConvWeights second, GtConvBlock.Numbers[] blocks) {

        static Numbers of(StateDict dict) {
            String name = "encoder.en_convs.";
            ConvShape halving = ConvShape.over(HALFWAY, CHANNELS, 2, 1, HALVING);
            ConvWeights second =
                    ConvWeights.conv(
                            halving,
                            1,
                            dict.take(name + "1.conv.weight", CHANNELS, CHANNELS / 2, 1, 5),
                            dict.take(name + "1.conv.bias", CHANNELS));
            GtConvBlock.Numbers[] blocks = new GtConvBlock.Numbers[TIME_DILATIONS.length];
            for (int i = 0; i < blocks.length; i++) {
                String block = name + (2 + i) + ".";
                blocks[i] = GtConvBlock.Numbers.ofEncoder(dict, block, TIME_DILATIONS[i]);
            }
            return new Numbers(
                    SubbandConv.Numbers.of(dict, name + "0."),
                    dict.normalisedAndActive(second, name + "1.bn", name + "1.act"),
                    blocks);
        }
    }
}
