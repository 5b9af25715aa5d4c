package quietline.dsp;

/**
 * One step of a {@link Resampler}, which writes an output sample as soon as all its inputs have
 * arrived. Samples are numbered from time 0 at each rate.
 */
interface RateStage {

    /** The most samples that one {@link #push} takes. */
    int MOST_PUSHED = 1024;

    /** Takes samples, writes the outputs that they complete, and returns how many. */
    int push(float[] in, int at, int count, float[] out, int outAt);

    /** Returns an upper bound of the outputs of one push. */
    int mostOutput();

    /**
     * Restarts: the next input has the number {@code firstIn}, all inputs before it are zero, and
     * the next output has the number {@code firstOut}.
     */
    void restart(long firstIn, long firstOut);

    /** Returns the number of the first input that this output needs. */
    long firstNeeded(long out);

    /** Returns the number of the last input that this output needs. */
    long lastNeeded(long out);

    /** Returns the number of an output before which this input has no effect. */
    long firstTouched(long in);
}
