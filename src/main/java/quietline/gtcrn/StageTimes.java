package quietline.gtcrn;

import java.util.Arrays;

/**
 * How long each stage of the last hop took. Each stage says when it is done; who does not measure
 * has null in the place of this, and pays for a comparison. Of one stream, for its thread.
 */
public final class StageTimes {

    private final long[] nanos = new long[Stage.values().length];
    private long last;

    /** A hop begins. */
    public void begin() {
        Arrays.fill(nanos, 0);
        last = System.nanoTime();
    }

    /** This stage is done, if anyone measures; the next begins. */
    public static void mark(StageTimes times, Stage stage) {
        if (times != null) {
            times.mark(stage);
        }
    }

    private void mark(Stage stage) {
        long now = System.nanoTime();
        nanos[stage.ordinal()] = now - last;
        last = now;
    }

    /** Of the last hop. */
    public long nanos(Stage stage) {
        return nanos[stage.ordinal()];
    }
}
