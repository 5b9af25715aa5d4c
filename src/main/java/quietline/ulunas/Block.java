package quietline.ulunas;

import java.util.Arrays;
import quietline.kernel.BinAxis;
import quietline.kernel.ConvShape;
import quietline.kernel.FrameShape;
import quietline.kernel.Kernels;
import quietline.kernel.UlunasKernels;
import quietline.nn.Affine;
import quietline.nn.CausalConv;
import quietline.nn.ConvWeights;
import quietline.nn.StateDict;

/**
 * A block of the encoder or decoder: pointwise convolution in two groups, shuffle, depthwise
 * convolution over bins and past frames, in some blocks a second pointwise convolution and shuffle,
 * then attention. Owns its history and attention.
 */
final class Block {

    private final UlunasKernels kernels;
    private final Numbers numbers;
    private final CausalConv pointwise;
    private final CausalConv depthwise;

    /** Null in a block with one pointwise convolution. */
    private final CausalConv second;

    private final TimeBandAttention attention;
    private final UlunasScratch scratch;

    /** The output. */
    final float[] out;

    Block(Numbers numbers, UlunasScratch scratch, Kernels kernels) {
        this.numbers = numbers;
        this.scratch = scratch;
        this.kernels = UlunasKernels.of(kernels);
        pointwise = new CausalConv(numbers.pointwise, kernels);
        depthwise = CausalConv.owningPresent(numbers.depthwise, kernels);
        second = numbers.second == null ? null : new CausalConv(numbers.second, kernels);
        attention = new TimeBandAttention(numbers.attention, scratch, kernels);
        out = numbers.attention.bands().frame().newFrame();
    }

    /** Returns the output, which stays valid until the next frame. */
    float[] forward(float[] in) {
        int present = depthwise.advance();
        pointwise.forward(in, 0, depthwise.frames(), present);
        numbers.first.apply(depthwise.frames(), present, kernels);
        float[] result = scratch.filtered;
        depthwise.forwardPresent(result, 0);
        numbers.last.apply(result, 0, kernels);
        if (second != null) {
            second.forward(result, scratch.worked);
            result = scratch.worked;
        }
        attention.forward(result, out);
        return out;
    }

    void reset() {
        depthwise.reset();
        attention.reset();
    }

    /**
     * The form of a block.
     *
     * @param twoPointwise whether it has a second pointwise convolution
     * @param channels of the depthwise convolution and of the output
     */
    record Form(
            boolean twoPointwise,
            int in,
            int channels,
            int bins,
            int timeTaps,
            BinAxis axis,
            boolean transposed) {}

    /** The weights. Immutable; shared by all streams. */
    record Numbers(
            ConvWeights pointwise,
            AffineActivation first,
            ConvWeights depthwise,
            AffineActivation last,
            ConvWeights second,
            TimeBandAttention.Numbers attention) {

        /** Reads the tensors of the block with this prefix. */
        static Numbers of(StateDict dict, String prefix, Form form) {
            String before = prefix + (form.twoPointwise ? "pconv1." : "pconv.");
            String within = prefix + "dconv.";
            String after = prefix + "pconv2.";
            int channels = form.channels;
            int[] shuffled = Lanes.shuffled(channels);
            ConvWeights depthwise = depthwise(dict, within, form);
            int bins = depthwise.shape().out().bins();
            FrameShape out = Frames.frame(bins, channels);
            return new Numbers(
                    pointwise(dict, before, Frames.frame(form.bins, form.in), channels),
                    AffineActivation.of(dict, before + "2.", channels, form.bins, shuffled),
                    depthwise,
                    AffineActivation.of(
                            dict, within + "3.", channels, bins, Lanes.ordered(channels)),
                    form.twoPointwise ? pointwise(dict, after, out, channels) : null,
                    form.twoPointwise
                            ? TimeBandAttention.Numbers.of(dict, after + "2.", out, shuffled)
                            : TimeBandAttention.Numbers.of(
                                    dict, within + "4.", out, Lanes.ordered(channels)));
        }

        /**
         * Reads a convolution in two groups as one without groups, whose other weights are zero:
         * the outputs of both groups alternate on the lanes, so that half of it cannot be left out.
         */
        private static ConvWeights pointwise(
                StateDict dict, String prefix, FrameShape in, int channels) {
            int inputs = in.channels() / 2;
            FrameShape read = Frames.multipleOfEight(in);
            float[] grouped = dict.take(prefix + "0.weight", channels, inputs, 1, 1);
            float[] dense = new float[channels * read.channels()];
            for (int o = 0; o < channels; o++) {
                int first = o * read.channels() + (o < channels / 2 ? 0 : inputs);
                System.arraycopy(grouped, o * inputs, dense, first, inputs);
            }
            float[] bias = dict.take(prefix + "0.bias", channels);
            ConvWeights conv =
                    ConvWeights.conv(ConvShape.pointwise(read, channels), 1, dense, bias);
            return dict.normalised(conv, prefix + "1").onLanes(Lanes.shuffled(channels));
        }

        private static ConvWeights depthwise(StateDict dict, String prefix, Form form) {
            FrameShape in = Frames.padded(form.bins, form.channels);
            int lanes = in.channels();
            int taps = form.axis.taps();
            float[] weight = dict.take(prefix + "1.weight", form.channels, 1, form.timeTaps, taps);
            float[] filled = Arrays.copyOf(weight, lanes * form.timeTaps * taps);
            float[] bias = Arrays.copyOf(dict.take(prefix + "1.bias", form.channels), lanes);
            ConvWeights conv =
                    form.transposed
                            ? ConvWeights.transposed(
                                    ConvShape.transposedOver(
                                            in, lanes, lanes, form.timeTaps, form.axis),
                                    1,
                                    filled,
                                    bias)
                            : ConvWeights.conv(
                                    ConvShape.over(in, lanes, lanes, form.timeTaps, form.axis),
                                    1,
                                    filled,
                                    bias);
            Affine norm = dict.batchNorm(prefix + "2", form.channels);
            return conv.then(
                    new Affine(
                            Arrays.copyOf(norm.scale(), lanes),
                            Arrays.copyOf(norm.shift(), lanes)));
        }
    }
}
