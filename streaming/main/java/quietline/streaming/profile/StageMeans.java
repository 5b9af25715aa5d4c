package quietline.streaming.profile;

import quietline.gtcrn.Stage;
import quietline.gtcrn.StageTimes;

/** The mean time of each stage, over the timed hops that were not out of the ordinary. */
final class StageMeans {

    private static final Stage[] STAGES = Stage.values();

    private final StageTimes times;
    private final long[] sums = new long[STAGES.length];
    private long hops;

    StageMeans(StageTimes times) {
        this.times = times;
    }

    /** The last hop was not out of the ordinary. */
    void add() {
        if (!times.timed()) {
            return;
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] += times.nanos(STAGES[i]);
        }
        hops++;
    }

    double nanos(Stage stage) {
        return hops == 0 ? 0 : (double) sums[stage.ordinal()] / hops;
    }

    double totalNanos() {
        double total = 0;
        for (Stage stage : STAGES) {
            total += nanos(stage);
        }
        return total;
    }
}
