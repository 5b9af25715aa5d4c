package quietline.gtcrn;

import quietline.dsp.ErbBands;
import quietline.dsp.Spectrum;
import quietline.kernel.Kernels;

/**
 * The network, one frame at a time: a spectrum in, a complex mask for it out.
 *
 * <pre>
 * spectrum (257) → bands (129, 3) → Encoder → (33, 16) → DpGrnn → DpGrnn → Decoder → (129, 2) → mask (257)
 *                                      └───────────── every stage's frame ─────────────┘
 * </pre>
 *
 * One object per stream; its weights are shared.
 */
public final class Gtcrn {

    private final ErbBands bands;
    final Encoder encoder;
    private final DpGrnn first;
    private final DpGrnn second;
    final Decoder decoder;
    final float[] features = SubbandConv.features();
    final float[] afterFirst = GtcrnWeights.frame(GtcrnWeights.BINS);
    final float[] afterSecond = GtcrnWeights.frame(GtcrnWeights.BINS);

    public Gtcrn(GtcrnWeights weights, Kernels kernels) {
        Scratch scratch = new Scratch();
        bands = new ErbBands(weights.triangles(), kernels);
        encoder = new Encoder(weights.encoder(), scratch, kernels);
        first = new DpGrnn(weights.first(), scratch, kernels);
        second = new DpGrnn(weights.second(), scratch, kernels);
        decoder = new Decoder(weights.decoder(), scratch, kernels);
    }

    public void forward(Spectrum noisy, Spectrum mask) {
        bands.features(noisy, features, SubbandConv.FEATURES_START);
        float[] deepest = encoder.forward(features);
        first.forward(deepest, afterFirst);
        second.forward(afterFirst, afterSecond);
        bands.spread(decoder.forward(afterSecond, encoder), mask);
    }

    /** Forgets all frames, as if new. */
    public void reset() {
        encoder.reset();
        first.reset();
        second.reset();
        decoder.reset();
    }
}
