package quietline.gtcrn;

import quietline.dsp.ErbBands;
import quietline.nn.DpGrnn;
import quietline.nn.StateDict;
import quietline.weights.Weights;

/**
 * All weights of GTCRN as the kernels read them: checked by name and shape, with normalisations
 * folded in. Immutable; shared by all streams.
 */
public record GtcrnWeights(
        ErbBands.Triangles triangles,
        Encoder.Numbers encoder,
        DpGrnn.Numbers first,
        DpGrnn.Numbers second,
        Decoder.Numbers decoder) {

    /**
     * Reads the weights.
     *
     * @throws quietline.weights.WeightsException with all the reasons if they do not fit
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
