package quietline.kernel;

/** A short filter at positions between samples. Immutable. */
public abstract class PhaseFilter {

    /**
     * Filters at positions on the phases: {@code out[outAt + i] = Σ taps[row, k]·in[x + k]} at
     * {@code place + i·step}, in units of a sample divided by the number of phases; x is the
     * quotient, row the remainder.
     */
    public abstract void interpolate(
            float[] in, int place, int step, float[] out, int outAt, int count);

    /**
     * Filters as {@link #interpolate} at any position, in units of 2⁻³² samples, with taps
     * interpolated linearly between 512 rows.
     */
    public abstract void glide(
            float[] in, long place, long step, float[] out, int outAt, int count);
}
