package quietline.nn;

import java.util.List;

/**
 * Measures how long each stage of a hop takes. When on, it times every other hop, because reading
 * the clock takes as long as a short stage. For one stream and its thread.
 */
public final class StageTimes {

    private final List<TimedStage> stages;
    private final long[] nanos;
    private long last;
    private int next;
    private boolean on;
    private boolean timed;

    /** Creates a timer for stages that end in this order in every hop. */
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
     * @param times null if timing is off
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

    /** Returns how long the stage of this index took in the last hop; -1 if it was not timed. */
    public long nanos(int stage) {
        return timed ? nanos[stage] : -1;
    }
}
