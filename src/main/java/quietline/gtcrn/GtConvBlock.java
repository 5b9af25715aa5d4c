package quietline.gtcrn;

import static quietline.gtcrn.Shapes.BINS;
import static quietline.gtcrn.Shapes.CHANNELS;
import static quietline.gtcrn.Shapes.DEEP;
import static quietline.gtcrn.Shapes.MARGIN;
import static quietline.gtcrn.Shapes.START;

import java.util.Arrays;
import quietline.kernel.BinAxis;
import quietline.kernel.ConvShape;
import quietline.kernel.FrameShape;
import quietline.kernel.GtcrnKernels;
import quietline.kernel.Kernels;
import quietline.nn.CausalConv;
import quietline.nn.ConvWeights;
import quietline.nn.Matrix;
import quietline.nn.Scratch;
import quietline.nn.StateDict;
import quietline.nn.TemporalAttention;

/**
 * Grouped temporal convolution block on frames shaped (33, 16). The first half of the channels goes
 * through subband unfolding and pointwise convolution, a depthwise convolution dilated in time, a
 * pointwise convolution and temporal attention; the second half stays unchanged. Then the halves
 * are interleaved, so that the next block processes half of each. Owns its history and attention.
 */
final class GtConvBlock {

    private static final int HALF = CHANNELS / 2;
    private static final int SUBBANDS = 3;
    private static final int TIME_TAPS = 3;

    private final GtcrnKernels kernels;
    private final CausalConv expand;
    private final CausalConv depthwise;
    private final CausalConv contract;
    private final TemporalAttention attention;
    private final Scratch scratch;

    GtConvBlock(Numbers numbers, Scratch scratch, Kernels kernels) {
        this.scratch = scratch;
        this.kernels = GtcrnKernels.of(kernels);
        expand = new CausalConv(numbers.expand, kernels);
        depthwise = new CausalConv(numbers.depthwise, kernels);
        contract = new CausalConv(numbers.contract, kernels);
        attention = new TemporalAttention(numbers.attention, scratch, kernels);
    }

    void forward(float[] in, float[] out) {
        int present = depthwise.advance();
        expand.forward(in, START, depthwise.frames(), present);
        depthwise.forwardPresent(scratch.filtered, 0);
        contract.forward(scratch.filtered, scratch.worked);
        float[] gains = attention.forward(scratch.worked);
        kernels.attendAndShuffle(BINS, scratch.worked, gains, in, out, START);
    }

    void reset() {
        depthwise.reset();
        attention.reset();
    }

    /**
     * The weights. {@code expand} is the subband unfolding and the pointwise convolution in one: a
     * convolution with three taps. {@code contract} writes to the even channels, so that the
     * unchanged half fits on the odd ones.
     */
    record Numbers(
            ConvWeights expand,
            ConvWeights depthwise,
            ConvWeights contract,
            TemporalAttention.Numbers attention) {

        /** The bin and its two neighbours. */
        private static final BinAxis NEAR = new BinAxis(3, 1, 1);

        private static final int[] EVEN_LANES = new int[CHANNELS];

        static {
            Arrays.setAll(EVEN_LANES, lane -> lane % 2 == 0 ? lane / 2 : -1);
        }

        private static final ConvShape CONTRACT =
                ConvShape.pointwise(new FrameShape(BINS, CHANNELS), HALF);

        static Numbers ofEncoder(StateDict dict, String name, int timeDilation) {
            float[] unfolded =
                    dict.take(name + "point_conv1.weight", CHANNELS, HALF * SUBBANDS, 1, 1);
            ConvWeights depthwise =
                    ConvWeights.conv(
                            ConvShape.over(DEEP, CHANNELS, CHANNELS, TIME_TAPS, NEAR),
                            timeDilation,
                            dict.take(name + "depth_conv.weight", CHANNELS, 1, TIME_TAPS, 3),
                            dict.take(name + "depth_conv.bias", CHANNELS));
            ConvWeights contract =
                    ConvWeights.conv(
                            CONTRACT,
                            1,
                            dict.take(name + "point_conv2.weight", HALF, CHANNELS, 1, 1),
                            dict.take(name + "point_conv2.bias", HALF));
            return of(dict, name, unfolded, depthwise, contract);
        }

        static Numbers ofDecoder(StateDict dict, String name, int timeDilation) {
            float[] unfolded =
                    Matrix.turned(
                            dict.take(name + "point_conv1.weight", HALF * SUBBANDS, CHANNELS, 1, 1),
                            HALF * SUBBANDS,
                            CHANNELS);
            ConvWeights depthwise =
                    ConvWeights.transposed(
                            ConvShape.transposedOver(DEEP, CHANNELS, CHANNELS, TIME_TAPS, NEAR),
                            timeDilation,
                            dict.take(name + "depth_conv.weight", CHANNELS, 1, TIME_TAPS, 3),
                            dict.take(name + "depth_conv.bias", CHANNELS));
            ConvWeights contract =
                    ConvWeights.transposed(
                            CONTRACT,
                            1,
                            dict.take(name + "point_conv2.weight", CHANNELS, HALF, 1, 1),
                            dict.take(name + "point_conv2.bias", HALF));
            return of(dict, name, unfolded, depthwise, contract);
        }

        private static Numbers of(
                StateDict dict,
                String name,
                float[] unfolded,
                ConvWeights depthwise,
                ConvWeights contract) {
            FrameShape half = new FrameShape(BINS, HALF, CHANNELS, MARGIN);
            ConvShape firstHalf = ConvShape.over(half, CHANNELS, 1, 1, NEAR);
            ConvWeights expand =
                    ConvWeights.conv(
                            firstHalf, 1, unfolded, dict.take(name + "point_conv1.bias", CHANNELS));
            return new Numbers(
                    dict.normalisedAndActive(expand, name + "point_bn1", name + "point_act"),
                    dict.normalisedAndActive(depthwise, name + "depth_bn", name + "depth_act"),
                    dict.normalised(contract, name + "point_bn2").onLanes(EVEN_LANES),
                    TemporalAttention.Numbers.of(
                            dict,
                            name + "tra.att_gru",
                            name + "tra.att_fc",
                            new FrameShape(BINS, CHANNELS),
                            EVEN_LANES));
        }
    }
}
