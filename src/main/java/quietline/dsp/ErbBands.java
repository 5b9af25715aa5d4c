package quietline.dsp;

/**
 * Equivalent rectangular bandwidths, as the ear has them: bins 0 … 64 stay as they are, bins 65 …
 * 256 share 64 triangles, so that 257 bins become 129 bands; and back. Immutable; shared by all
 * streams.
 */
public final class ErbBands {

    public static final int KEPT = 65;
    public static final int TRIANGLES = 64;
    public static final int BANDS = KEPT + TRIANGLES;
    public static final int MERGED_BINS = Spectrum.BINS - KEPT;

    /**
     * A little power so that silence has a magnitude with a slope; the network was trained with it.
     */
    private static final float POWER_FLOOR = 1e-12f;

    private final BandMatrix merge;
    private final BandMatrix spread;

    /** Of the network's two fixed matrices: (64, 192) and (192, 64). */
    public ErbBands(float[] merge, float[] spread) {
        this.merge = new BandMatrix(merge, TRIANGLES, MERGED_BINS);
        this.spread = new BandMatrix(spread, MERGED_BINS, TRIANGLES);
    }

    /**
     * Magnitude, real and imaginary part of each band, (129, 3), from {@code out[at]} on. {@code
     * magnitude} is scratch for 257 floats.
     */
    public void features(Spectrum in, float[] magnitude, float[] out, int at) {
        for (int k = 0; k < Spectrum.BINS; k++) {
            float power = in.re[k] * in.re[k] + in.im[k] * in.im[k];
            magnitude[k] = (float) Math.sqrt(power + POWER_FLOOR);
        }
        for (int band = 0; band < KEPT; band++) {
            out[at + 3 * band] = magnitude[band];
            out[at + 3 * band + 1] = in.re[band];
            out[at + 3 * band + 2] = in.im[band];
        }
        for (int r = 0; r < TRIANGLES; r++) {
            int to = at + 3 * (KEPT + r);
            out[to] = merge.times(r, magnitude, KEPT, 1);
            out[to + 1] = merge.times(r, in.re, KEPT, 1);
            out[to + 2] = merge.times(r, in.im, KEPT, 1);
        }
    }

    /** A mask for bins from one for bands, shaped (129, 2): real and imaginary part. */
    public void spread(float[] bands, Spectrum out) {
        for (int k = 0; k < KEPT; k++) {
            out.re[k] = bands[2 * k];
            out.im[k] = bands[2 * k + 1];
        }
        for (int r = 0; r < MERGED_BINS; r++) {
            out.re[KEPT + r] = spread.times(r, bands, 2 * KEPT, 2);
            out.im[KEPT + r] = spread.times(r, bands, 2 * KEPT + 1, 2);
        }
    }
}
