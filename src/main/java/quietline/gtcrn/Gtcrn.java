package quietline.gtcrn;

import quietline.dsp.ErbBands;
import quietline.dsp.Spectrum;
import quietline.kernel.Kernels;
import quietline.nn.DpGrnn;
import quietline.nn.Network;
import quietline.nn.Scratch;
import quietline.nn.StageTimes;

/**
 * GTCRN, one frame at a time: computes a complex mask from a spectrum.
 *
 * <pre>
 * spectrum (257) → bands (129, 3) → Encoder → (33, 16) → DpGrnn → DpGrnn → Decoder → (129, 2) → mask (257)
 *                                      └───────────── outputs of all stages ───────────┘
 * </pre>
 *
 * One object per stream; the weights are shared.
 */
public final class Gtcrn implements Network {

    private final ErbBands bands;
    final Encoder encoder;
    private final DpGrnn first;
    private final DpGrnn second;
    private final StageTimes times;
    final Decoder decoder;
    final float[] features = SubbandConv.features();
    final float[] afterFirst = Shapes.frame(Shapes.BINS);
    final float[] afterSecond = Shapes.frame(Shapes.BINS);

    public Gtcrn(GtcrnWeights weights, Kernels kernels) {
        this(weights, kernels, null);
    }

    /** Creates a network whose stages are timed, if {@code times} is not null. */
    public Gtcrn(GtcrnWeights weights, Kernels kernels, StageTimes times) {
        this.times = times;
        Scratch scratch = new Scratch(Shapes.DEEP);
        bands = new ErbBands(weights.triangles(), kernels);
        encoder = new Encoder(weights.encoder(), scratch, kernels, times);
        first = new DpGrnn(weights.first(), scratch, kernels);
        second = new DpGrnn(weights.second(), scratch, kernels);
        decoder = new Decoder(weights.decoder(), scratch, kernels, times);
    }

    @Override
    public void forward(Spectrum noisy, Spectrum mask) {
        bands.features(noisy, features, SubbandConv.FEATURES_START);
        StageTimes.mark(times, GtcrnStage.BANDS);
        float[] deepest = encoder.forward(features);
        first.forward(deepest, afterFirst, times, GtcrnStage.ACROSS_BANDS_1);
        StageTimes.mark(times, GtcrnStage.ACROSS_FRAMES_1);
        second.forward(afterFirst, afterSecond, times, GtcrnStage.ACROSS_BANDS_2);
        StageTimes.mark(times, GtcrnStage.ACROSS_FRAMES_2);
        bands.spread(decoder.forward(afterSecond, encoder), mask);
        StageTimes.mark(times, GtcrnStage.BINS);
    }

    @Override
    public void reset() {
        encoder.reset();
        first.reset();
        second.reset();
        decoder.reset();
    }
}
