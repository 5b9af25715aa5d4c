package quietline.nn;

import java.util.List;

/**
 * How long each stage of a hop took. When switched on, every other hop is timed, because reading
 * the clock takes as long as a short stage. Belongs to one stream and its thread.
 */
public final class StageTimes {

    private final List<TimedStage> stages;
    private final long[] nanos;
    private long last;
    private int next;
    private boolean on;
    private boolean timed;

    /** For stages that end in this order in every hop. */
    public StageTimes(List<TimedStage> stages) {
        this.stages = List.copyOf(stages);
        nanos = new long[stages.size()];
    }

    /** Starts or stops timing, from the next hop on. */
    public void setOn(boolean on) {
        this.on = on;
    }

    /** Marks the start of a hop. */
    public void begin() {
        timed = on && !timed;
        if (timed) {
            next = 0;
            last = System.nanoTime();
        }
    }

    /**
     * Marks the end of a stage and the start of the next.
     *
     * @param times null if nothing is ever timed
     */
    public static void mark(StageTimes times, TimedStage stage) {
        if (times != null && times.timed) {
            times.mark(stage);
        }
    }

    private void mark(TimedStage stage) {
        if (stages.get(next) != stage) {
            throw new IllegalStateException(
                    "expected the end of stage '%s', got '%s'"
                            .formatted(stages.get(next).title(), stage.title()));
        }
        long now = System.nanoTime();
        nanos[next] = now - last;
        last = now;
        next++;
    }

    /** Returns the stages in the order in which they end. */
    public List<TimedStage> stages() {
        return stages;
    }

    /** Returns how long a stage took in the last hop, by its index; -1 if that was not timed. */
    public long nanos(int stage) {
        return timed ? nanos[stage] : -1;
    }
}
