package quietline.kernel;

/**
 * Processors share memory by lines: what one core writes, another has to fetch anew with all that
 * lies in the same line, so that two streams on two cores would hold each other up. Java puts
 * objects side by side as it likes, those that all streams read beside those that one stream
 * writes. So what a stream writes lies with a line's length to spare on either side, or is written
 * only when it changes.
 */
public final class CacheLine {

    /** As many floats as a line holds. */
    public static final int FLOATS = 16;

    private CacheLine() {}
}
