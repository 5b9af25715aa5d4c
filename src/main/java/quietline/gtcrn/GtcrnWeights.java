package quietline.gtcrn;

import quietline.dsp.ErbBands;
import quietline.kernel.BinAxis;
import quietline.kernel.ConvShape;
import quietline.kernel.FrameShape;
import quietline.nn.ConvWeights;
import quietline.weights.Weights;

/**
 * All of the network's numbers, ready for use: taken from a state dict by name and exact shape,
 * normalisations folded, packed in the kernels' order. Immutable; shared by all streams.
 */
public record GtcrnWeights(
        ErbBands.Triangles triangles,
        Encoder.Numbers encoder,
        DpGrnn.Numbers first,
        DpGrnn.Numbers second,
        Decoder.Numbers decoder) {

    /** Bins along which the blocks in the middle work, and the channels of each. */
    static final int BINS = 33;

    static final int CHANNELS = 16;

    /** The stages between 129 bands and 33 bins. */
    static final int HALFWAY_BINS = 65;

    /** Rows of zeros around a frame's bins, so that no kernel need ask where a frame ends. */
    static final int MARGIN = 2;

    /** Where a frame's first bin is. */
    static final int START = MARGIN * CHANNELS;

    /** The blocks' frames. */
    static final FrameShape DEEP = rows(BINS);

    /** The frames of the stages before and after them. */
    static final FrameShape HALFWAY = rows(HALFWAY_BINS);

    private static FrameShape rows(int bins) {
        return new FrameShape(bins, CHANNELS).withMargin(MARGIN);
    }

    /** Room for a frame of so many bins. */
    static float[] frame(int bins) {
        return rows(bins).newFrame();
    }

    /** The first and last convolutions' kernel along the bins: five taps, every other bin. */
    static final BinAxis HALVING = new BinAxis(5, 2, 2);

    /**
     * Fails with one {@link quietline.weights.WeightsException} that lists all that does not fit.
     */
    public static GtcrnWeights of(Weights weights) {
        StateDict dict = new StateDict(weights.reader());
        float[] merge = dict.take("erb.erb_fc.weight", ErbBands.TRIANGLES, ErbBands.MERGED_BINS);
        float[] spread = dict.take("erb.ierb_fc.weight", ErbBands.MERGED_BINS, ErbBands.TRIANGLES);
        GtcrnWeights all =
                new GtcrnWeights(
                        ErbBands.Triangles.of(merge, spread),
                        Encoder.Numbers.of(dict),
                        DpGrnn.Numbers.of(dict, "dpgrnn1."),
                        DpGrnn.Numbers.of(dict, "dpgrnn2."),
                        Decoder.Numbers.of(dict));
        dict.finish();
        return all;
    }

    /** A fully connected layer over the channels of each bin: a convolution with one tap. */
    static ConvWeights linear(StateDict dict, String name, int bins, int inputs, int outputs) {
        ConvShape shape = ConvShape.pointwise(new FrameShape(bins, inputs), outputs);
        float[] weight = dict.take(name + ".weight", outputs, inputs);
        return ConvWeights.conv(shape, 1, weight, dict.take(name + ".bias", outputs));
    }
}
