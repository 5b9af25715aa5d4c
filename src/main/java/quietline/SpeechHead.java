package quietline;

import quietline.kernel.BandedMatrix;
import quietline.nn.Matrix;
import quietline.weights.Weights;
import quietline.weights.WeightsReader;

/**
 * The trained numbers of {@link SpeechDetector}, which fit any network. Immutable; shared by all
 * streams.
 *
 * @param bands sums bins to 16 bands, equally wide on the ERB scale
 * @param units weights shaped (feature, unit)
 * @param rates how fast the memory of each unit follows it
 * @param out weights of the memories, then of the units
 */
record SpeechHead(
        BandedMatrix bands,
        float[] units,
        float[] bias,
        float[] rates,
        float[] out,
        float outBias) {

    static final int BANDS = 16;
    static final int FEATURES = 2 * BANDS;
    static final int UNITS = 24;

    /** The first bin of each band; the last one ends before bin 256. */
    private static final int[] EDGES = {
        2, 4, 7, 10, 14, 19, 25, 33, 42, 54, 68, 85, 107, 133, 166, 206, 256
    };

    static final SpeechHead DEFAULT = of(Weights.speech());

    static SpeechHead of(Weights weights) {
        WeightsReader reader = weights.reader();
        SpeechHead head =
                new SpeechHead(
                        bandSums(),
                        Matrix.turned(
                                reader.take("units.weight", UNITS, FEATURES), UNITS, FEATURES),
                        reader.take("units.bias", UNITS),
                        reader.take("rates", UNITS),
                        reader.take("out.weight", 2 * UNITS),
                        reader.take("out.bias", 1)[0]);
        reader.finish();
        return head;
    }

    private static BandedMatrix bandSums() {
        int bins = EDGES[BANDS];
        float[] sums = new float[BANDS * bins];
        for (int band = 0; band < BANDS; band++) {
            for (int k = EDGES[band]; k < EDGES[band + 1]; k++) {
                sums[band * bins + k] = 1;
            }
        }
        return new BandedMatrix(sums, BANDS, bins);
    }
}
