package quietline.ulunas;

import java.util.Arrays;
import quietline.dsp.ErbBands;
import quietline.dsp.Spectrum;
import quietline.kernel.Kernels;
import quietline.kernel.UlunasKernels;
import quietline.nn.DpGrnn;
import quietline.nn.Network;
import quietline.nn.StageTimes;

/**
 * UL-UNAS (Rong et al., "UL-UNAS: Ultra-Lightweight U-Nets for Real-Time Speech Enhancement via
 * Network Architecture Search", IEEE TASLP 2026), one frame at a time:
 *
 * <pre>
 * log10 |spectrum| → 129 bands → five encoder blocks → (33, 16) → DpGrnn → DpGrnn → five decoder blocks → σ → 257 gains
 *                                        └─────────────── outputs of all blocks ──────────────┘
 * </pre>
 *
 * One object per stream; the weights are shared.
 */
public final class Ulunas implements Network {

    private static final int BLOCKS = UlunasWeights.BLOCKS;

    private final Kernels kernels;
    private final UlunasKernels own;
    private final ErbBands bands;
    private final StageTimes times;
    private final DpGrnn firstRnn;
    private final DpGrnn secondRnn;
    private final float[] logs = new float[Spectrum.BINS];
    final FirstConv first;
    final Block[] encoder = new Block[BLOCKS];
    final Block[] decoder = new Block[BLOCKS];
    final LastConv last;
    final float[] afterFirst = Frames.DEEP.newFrame();
    final float[] afterSecond = Frames.DEEP.newFrame();
    final float[] mask = new float[Frames.BANDS];

    public Ulunas(UlunasWeights weights, Kernels kernels) {
        this(weights, kernels, null);
    }

    /** Creates a network whose stages are timed, if {@code times} is not null. */
    public Ulunas(UlunasWeights weights, Kernels kernels, StageTimes times) {
        this.kernels = kernels;
        this.times = times;
        own = UlunasKernels.of(kernels);
        UlunasScratch scratch = new UlunasScratch();
        bands = new ErbBands(weights.triangles(), kernels);
        first = new FirstConv(weights.first(), scratch, kernels);
        for (int i = 0; i < BLOCKS; i++) {
            encoder[i] = new Block(weights.encoder()[i], scratch, kernels);
            decoder[i] = new Block(weights.decoder()[i], scratch, kernels);
        }
        firstRnn = new DpGrnn(weights.firstRnn(), scratch.shared, kernels);
        secondRnn = new DpGrnn(weights.secondRnn(), scratch.shared, kernels);
        last = new LastConv(weights.last(), scratch, kernels);
    }

    @Override
    public void forward(Spectrum noisy, Spectrum gains) {
        own.logMagnitude(noisy.re, noisy.im, logs, Spectrum.BINS);
        first.advance();
        bands.merge(logs, first.features, FirstConv.PRESENT, FirstConv.APART);
        StageTimes.mark(times, UlunasStage.BANDS);
        float[] x = first.forward();
        StageTimes.mark(times, UlunasStage.ENCODER[0]);
        for (int i = 0; i < BLOCKS; i++) {
            x = encoder[i].forward(x);
            StageTimes.mark(times, UlunasStage.ENCODER[i + 1]);
        }
        firstRnn.forward(x, afterFirst, times, UlunasStage.ACROSS_BANDS_1);
        StageTimes.mark(times, UlunasStage.ACROSS_FRAMES_1);
        secondRnn.forward(afterFirst, afterSecond, times, UlunasStage.ACROSS_BANDS_2);
        StageTimes.mark(times, UlunasStage.ACROSS_FRAMES_2);
        x = afterSecond;
        for (int i = 0; i < BLOCKS; i++) {
            x = decoder[i].forward(plus(x, encoder[BLOCKS - 1 - i].out));
            StageTimes.mark(times, UlunasStage.DECODER[i]);
        }
        x = last.forward(plus(x, first.out));
        for (int band = 0; band < Frames.BANDS; band++) {
            mask[band] = x[band * LastConv.ROW] / 2;
        }
        own.sigmoidOfTwice(mask, Frames.BANDS);
        StageTimes.mark(times, UlunasStage.DECODER[BLOCKS]);
        bands.spread(mask, 0, 1, gains.re);
        Arrays.fill(gains.im, 0);
        StageTimes.mark(times, UlunasStage.BINS);
    }

    /** Adds to the output of an encoder's block, which nothing else reads any more. */
    private float[] plus(float[] x, float[] skipped) {
        kernels.add(x, skipped, skipped, 0, skipped.length);
        return skipped;
    }

    @Override
    public void reset() {
        first.reset();
        for (int i = 0; i < BLOCKS; i++) {
            encoder[i].reset();
            decoder[i].reset();
        }
        firstRnn.reset();
        secondRnn.reset();
        last.reset();
    }
}
