package quietline.dsp;

import quietline.kernel.BandedMatrix;
import quietline.kernel.Kernels;

/**
 * Converts 257 bins to 129 bands on the ERB scale (equivalent rectangular bandwidths) and back:
 * bins 0 … 64 are copied, bins 65 … 256 are merged by 64 triangles. Holds scratch memory, no state.
 */
public final class ErbBands {

    public static final int KEPT = 65;
    public static final int TRIANGLES = 64;
    public static final int BANDS = KEPT + TRIANGLES;
    public static final int MERGED_BINS = Spectrum.BINS - KEPT;
    public static final int FEATURES = 3;

    /**
     * A little power so that silence has a magnitude with a slope; the network was trained with it.
     */
    private static final float POWER_FLOOR = 1e-12f;

    /** The network's two fixed matrices. Immutable; shared by all streams. */
    public record Triangles(BandedMatrix merge, BandedMatrix spread) {

        /** Of matrices shaped (64, 192) and (192, 64). */
        public static Triangles of(float[] merge, float[] spread) {
            return new Triangles(
                    new BandedMatrix(merge, TRIANGLES, MERGED_BINS),
                    new BandedMatrix(spread, MERGED_BINS, TRIANGLES));
        }
    }

    private final Kernels kernels;
    private final Triangles triangles;

    private final float[] magnitudes = new float[Spectrum.BINS];
    private final float[] merged = new float[TRIANGLES];

    public ErbBands(Triangles triangles, Kernels kernels) {
        this.triangles = triangles;
        this.kernels = kernels;
    }

    /** Magnitude, real and imaginary part of each band, (129, 3), from {@code out[at]} on. */
    public void features(Spectrum in, float[] out, int at) {
        kernels.magnitude(in.re, in.im, POWER_FLOOR, magnitudes, 0, Spectrum.BINS);
        merge(magnitudes, out, at, FEATURES);
        merge(in.re, out, at + 1, FEATURES);
        merge(in.im, out, at + 2, FEATURES);
    }

    /** Merges a value of each bin to one of each band, written every {@code apart} floats. */
    public void merge(float[] bins, float[] out, int at, int apart) {
        kernels.multiply(triangles.merge, bins, KEPT, 1, merged, 0);
        for (int band = 0; band < KEPT; band++) {
            out[at + apart * band] = bins[band];
        }
        int to = at + apart * KEPT;
        for (int band = 0; band < TRIANGLES; band++) {
            out[to + apart * band] = merged[band];
        }
    }

    /** A mask for bins from one for bands, shaped (129, 2): real and imaginary part. */
    public void spread(float[] bands, Spectrum out) {
        spread(bands, 0, 2, out.re);
        spread(bands, 1, 2, out.im);
    }

    /** Spreads a value of each band, read every {@code apart} floats, to the bins. */
    public void spread(float[] bands, int at, int apart, float[] out) {
        for (int k = 0; k < KEPT; k++) {
            out[k] = bands[at + apart * k];
        }
        kernels.multiply(triangles.spread, bands, at + apart * KEPT, apart, out, KEPT);
    }
}
