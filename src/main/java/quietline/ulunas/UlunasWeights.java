package quietline.ulunas;

import static quietline.ulunas.Frames.BINS;
import static quietline.ulunas.Frames.HALFWAY_BINS;

import quietline.dsp.ErbBands;
import quietline.kernel.BinAxis;
import quietline.nn.DpGrnn;
import quietline.nn.StateDict;
import quietline.weights.Weights;

/**
 * All weights of UL-UNAS as the kernels read them: checked by name and shape, with normalisations
 * folded in. Immutable; shared by all streams.
 */
public record UlunasWeights(
        ErbBands.Triangles triangles,
        FirstConv.Numbers first,
        Block.Numbers[] encoder,
        DpGrnn.Numbers firstRnn,
        DpGrnn.Numbers secondRnn,
        Block.Numbers[] decoder,
        LastConv.Numbers last) {

    private static final BinAxis THREE = new BinAxis(3, 1, 1);
    private static final BinAxis FIVE = new BinAxis(5, 1, 2);
    private static final BinAxis HALVING = new BinAxis(3, 2, 1);

    /** The encoder's blocks after the first: found by the authors' search. */
    private static final Block.Form[] ENCODER = {
        new Block.Form(true, 12, 24, HALFWAY_BINS, 2, HALVING, false),
        new Block.Form(false, 24, 24, BINS, 2, THREE, false),
        new Block.Form(true, 24, 32, BINS, 1, FIVE, false),
        new Block.Form(false, 32, 16, BINS, 1, FIVE, false),
    };

    /** The decoder's blocks before the last. */
    private static final Block.Form[] DECODER = {
        new Block.Form(false, 16, 32, BINS, 1, FIVE, true),
        new Block.Form(true, 32, 24, BINS, 1, FIVE, true),
        new Block.Form(false, 24, 24, BINS, 2, THREE, true),
        new Block.Form(true, 24, 12, BINS, 2, HALVING, true),
    };

    static final int BLOCKS = ENCODER.length;

    /**
     * Reads the weights.
     *
     * @throws quietline.weights.WeightsException with all the reasons if they do not fit
     */
    public static UlunasWeights of(Weights weights) {
        StateDict dict = new StateDict(weights.reader());
        float[] merge = dict.take("erb.erb_fc.weight", ErbBands.TRIANGLES, ErbBands.MERGED_BINS);
        float[] spread = dict.take("erb.ierb_fc.weight", ErbBands.MERGED_BINS, ErbBands.TRIANGLES);
        Block.Numbers[] encoder = new Block.Numbers[BLOCKS];
        Block.Numbers[] decoder = new Block.Numbers[BLOCKS];
        for (int i = 0; i < BLOCKS; i++) {
            encoder[i] = Block.Numbers.of(dict, "encoder.en_convs." + (i + 1) + ".", ENCODER[i]);
            decoder[i] = Block.Numbers.of(dict, "decoder.de_convs." + i + ".", DECODER[i]);
        }
        UlunasWeights all =
                new UlunasWeights(
                        ErbBands.Triangles.of(merge, spread),
                        FirstConv.Numbers.of(dict, "encoder.en_convs.0.ops."),
                        encoder,
                        DpGrnn.Numbers.of(dict, "dpgrnn.0.", Frames.DEEP),
                        DpGrnn.Numbers.of(dict, "dpgrnn.1.", Frames.DEEP),
                        decoder,
                        LastConv.Numbers.of(dict, "decoder.de_convs." + BLOCKS + ".ops."));
        dict.finish();
        return all;
    }
}
