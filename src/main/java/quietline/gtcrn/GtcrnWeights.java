package quietline.gtcrn;

import quietline.dsp.ErbBands;
import quietline.nn.DpGrnn;
import quietline.nn.StateDict;
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
                        DpGrnn.Numbers.of(dict, "dpgrnn1.", Shapes.DEEP),
                        DpGrnn.Numbers.of(dict, "dpgrnn2.", Shapes.DEEP),
                        Decoder.Numbers.of(dict));
        dict.finish();
        return all;
    }
}
