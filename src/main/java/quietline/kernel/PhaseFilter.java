package quietline.kernel;

/** A short filter at places between samples. Immutable. */
public abstract class PhaseFilter {

    /**
     * Filters at places on the phases themselves: {@code out[outAt + i] = Σ taps[row, k]·in[x + k]}
     * at {@code place + i·step}, counted in parts of a sample, as many to each as there are phases:
     * x is the whole ones of it, the row what is left.
     */
    public abstract void interpolate(
            float[] in, int place, int step, float[] out, int outAt, int count);

    /**
     * As {@link #interpolate}, at any place, counted in 2⁻³² of a sample: the taps lie on the
     * straight line from one of 512 rows to the next.
     */
    public abstract void glide(
            float[] in, long place, long step, float[] out, int outAt, int count);
}
