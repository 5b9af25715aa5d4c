package quietline.dsp;

/**
 * One step of a {@link Resampler}: as soon as all that an output sample needs is there, it comes
 * out. Samples of the same time have numbers in the ratio of the rates; time begins at number 0.
 */
interface RateStage {

    /** The most samples that one {@link #push} takes. */
    int MOST_PUSHED = 512;

    /** Takes so many samples, writes what they complete, and returns how many these are. */
    int push(float[] in, int at, int count, float[] out, int outAt);

    /** The most that one push gives back. */
    int mostOutput();

    /**
     * Begins anew: the next sample to come has the number {@code firstIn}, and all before it were
     * zero; the next to go has the number {@code firstOut}.
     */
    void restart(long firstIn, long firstOut);

    /** The number of the first input sample that this output sample needs. */
    long firstNeeded(long out);

    /** The number of the last input sample that this output sample needs. */
    long lastNeeded(long out);

    /** The number of an output sample before which this input sample has no part. */
    long firstTouched(long in);
}
