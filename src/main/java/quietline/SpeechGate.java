package quietline;

/**
 * The gain of a gate that lets only speech through: one from the first frame with speech until
 * {@link #HOLD_HOPS} after the last, then falling to zero linearly. A new stream begins open, so
 * that a word that has already begun is whole.
 */
final class SpeechGate {

    /**
     * Well below {@link SpeechSegments#THRESHOLD}, because the first frames of a word often have a
     * low probability. Noise alone has a mean of 0.1.
     */
    static final float THRESHOLD = 0.2f;

    /** 304 ms. */
    static final int HOLD_HOPS = 19;

    /** 96 ms. */
    static final int FADE_HOPS = 6;

    /** How many hops are left until the gain is zero. */
    private int left;

    SpeechGate() {
        reset();
    }

    /** Returns the gain of the next frame, from 0 to 1, by its probability of speech. */
    float gain(float probability) {
        left = probability >= THRESHOLD ? HOLD_HOPS + FADE_HOPS : Math.max(0, left - 1);
        return Math.min(1, (float) left / FADE_HOPS);
    }

    void reset() {
        left = HOLD_HOPS + FADE_HOPS;
    }
}
