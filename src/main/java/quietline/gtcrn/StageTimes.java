package quietline.gtcrn;

import java.util.Arrays;

/**
 * How long each stage of a hop took, of every other hop: looking at the clock takes as long as a
 * small stage. Each stage says when it is done; who does not measure has null in the place of this,
 * and pays for a comparison. Of one stream, for its thread.
 */
public final class StageTimes {

    private final long[] nanos = new long[Stage.values().length];
    private long last;
    private boolean timed;

    /** A hop begins. */
    public void begin() {
        timed = !timed;
        if (timed) {
            Arrays.fill(nanos, 0);
            last = System.nanoTime();
        }
    }

    /** Whether the last hop was timed: the first is, the second is not, and so on. */
    public boolean timed() {
        return timed;
    }

    /** This stage is done, if anyone measures; the next begins. */
    public static void mark(StageTimes times, Stage stage) {
        if (times != null && times.timed) {
            times.mark(stage);
        }
    }

    private void mark(Stage stage) {
        long now = System.nanoTime();
        nanos[stage.ordinal()] = now - last;
        last = now;
    }

    /** Of the last hop that was timed. */
    public long nanos(Stage stage) {
        return nanos[stage.ordinal()];
    }
}
