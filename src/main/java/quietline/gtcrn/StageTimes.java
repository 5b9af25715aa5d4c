package quietline.gtcrn;

import java.util.Arrays;

/**
 * How long each stage of a hop took. When switched on, every other hop is timed, because reading
 * the clock takes as long as a short stage. Belongs to one stream and its thread.
 */
public final class StageTimes {

    private final long[] nanos = new long[Stage.values().length];
    private long last;
    private boolean on;
    private boolean timed;

    /** Starts or stops timing, from the next hop on. */
    public void setOn(boolean on) {
        this.on = on;
    }

    /** Marks the start of a hop. */
    public void begin() {
        timed = on && !timed;
        if (timed) {
            Arrays.fill(nanos, 0);
            last = System.nanoTime();
        }
    }

    /**
     * Marks the end of a stage and the start of the next.
     *
     * @param times null if nothing is ever timed
     */
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

    /** Returns how long the stage with this ordinal took in the last hop; -1 if it wasn't timed. */
    public long nanos(int stage) {
        return timed ? nanos[stage] : -1;
    }
}
