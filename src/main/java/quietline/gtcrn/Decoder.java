package quietline.gtcrn;

import static quietline.gtcrn.Shapes.BINS;
import static quietline.gtcrn.Shapes.CHANNELS;
import static quietline.gtcrn.Shapes.DEEP;
import static quietline.gtcrn.Shapes.HALFWAY_BINS;
import static quietline.gtcrn.Shapes.HALVING;
import static quietline.gtcrn.Shapes.START;

import quietline.dsp.ErbBands;
import quietline.kernel.ConvShape;
import quietline.kernel.Kernels;
import quietline.nn.CausalConv;
import quietline.nn.ConvWeights;
import quietline.nn.Scratch;
import quietline.nn.StageTimes;
import quietline.nn.StateDict;

/**
 * The mirror of the encoder, from 33 bins × 16 channels to a mask of 129 bands × 2. Each stage
 * first adds the output of the encoder's stage of the same size. The mask's real and imaginary
 * parts are between -1 and 1.
 */
final class Decoder {

    private final Kernels kernels;
    private final StageTimes times;
    private final GtConvBlock[] blocks = new GtConvBlock[Encoder.TIME_DILATIONS.length];
    private final CausalConv third;
    private final MaskConv last;
    private final float[] sum = Shapes.frame(BINS);
    private final float[] halfwaySum = Shapes.frame(HALFWAY_BINS);

    final float[][] deep = new float[Encoder.TIME_DILATIONS.length][];
    final float[] doubled = Shapes.frame(HALFWAY_BINS);
    final float[] mask = new float[MaskConv.MASK_FLOATS];

    Decoder(Numbers numbers, Scratch scratch, Kernels kernels, StageTimes times) {
        this.times = times;
        this.kernels = kernels;
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = new GtConvBlock(numbers.blocks[i], scratch, kernels);
            deep[i] = Shapes.frame(BINS);
        }
        third = new CausalConv(numbers.third, kernels);
        last = new MaskConv(numbers.last, kernels);
    }

    /** Returns the mask, shaped (129, 2). */
    float[] forward(float[] in, Encoder encoder) {
        add(in, encoder.deep[2], sum);
        blocks[0].forward(sum, deep[0]);
        StageTimes.mark(times, GtcrnStage.DECODER_BLOCK_1);
        add(deep[0], encoder.deep[1], sum);
        blocks[1].forward(sum, deep[1]);
        StageTimes.mark(times, GtcrnStage.DECODER_BLOCK_2);
        add(deep[1], encoder.deep[0], sum);
        blocks[2].forward(sum, deep[2]);
        StageTimes.mark(times, GtcrnStage.DECODER_BLOCK_3);
        add(deep[2], encoder.quartered, sum);
        third.forward(sum, START, doubled, START);
        StageTimes.mark(times, GtcrnStage.DECODER_CONV_1);
        add(doubled, encoder.halved, halfwaySum);
        last.forward(halfwaySum, mask);
        kernels.tanh(mask, ErbBands.BANDS * MaskConv.PARTS);
        StageTimes.mark(times, GtcrnStage.DECODER_CONV_2);
        return mask;
    }

    private void add(float[] a, float[] b, float[] out) {
        kernels.add(a, b, out, START, out.length - 2 * START);
    }

    void reset() {
        for (GtConvBlock block : blocks) {
            block.reset();
        }
    }

    record Numbers(GtConvBlock.Numbers[] blocks, ConvWeights third, ConvWeights last) {

        static Numbers of(StateDict dict) {
            String name = "decoder.de_convs.";
            int[] dilations = Encoder.TIME_DILATIONS;
            GtConvBlock.Numbers[] blocks = new GtConvBlock.Numbers[dilations.length];
            for (int i = 0; i < blocks.length; i++) {
                int timeDilation = dilations[dilations.length - 1 - i];
                blocks[i] = GtConvBlock.Numbers.ofDecoder(dict, name + i + ".", timeDilation);
            }
            ConvShape doubling = ConvShape.transposedOver(DEEP, CHANNELS, 2, 1, HALVING);
            ConvWeights third =
                    ConvWeights.transposed(
                            doubling,
                            1,
                            dict.take(name + "3.conv.weight", CHANNELS, CHANNELS / 2, 1, 5),
                            dict.take(name + "3.conv.bias", CHANNELS));
            return new Numbers(
                    blocks,
                    dict.normalisedAndActive(third, name + "3.bn", name + "3.act"),
                    MaskConv.weights(dict, name + "4."));
        }
    }
}
