package quietline.streaming.profile;

import java.util.Arrays;
import java.util.List;
import quietline.Enhancer;
import quietline.streaming.profile.ReportTable.Column;

/** The mean time of each stage of a hop. */
final class StageTable {

    /** The key of the column that a page shows as bars. */
    static final String SHARE = "share_percent";

    private final Enhancer enhancer;
    private final List<String> stages;
    private final double[] sumMicros;
    private long hops;

    StageTable(Enhancer enhancer) {
        this.enhancer = enhancer;
        stages = enhancer.stages();
        sumMicros = new double[stages.size()];
    }

    /** Adds the last hop, if its stages were timed. */
    void add() {
        if (enhancer.stageNanos(0) >= 0) {
            for (int i = 0; i < sumMicros.length; i++) {
                sumMicros[i] += enhancer.stageNanos(i) / 1e3;
            }
            hops++;
        }
    }

    ReportTable table() {
        ReportTable table =
                new ReportTable(
                        "stages",
                        "Stages of a hop",
                        Column.text("stage", "stage"),
                        new Column("micros", "µs", 2),
                        new Column(SHARE, "share/%", 1));
        double total = Arrays.stream(sumMicros).sum();
        for (int i = 0; i < sumMicros.length; i++) {
            row(table, stages.get(i), sumMicros[i], total);
        }
        row(table, "all", total, total);
        return table;
    }

    private void row(ReportTable table, String name, double sum, double total) {
        table.row(name, sum / Math.max(1, hops), total == 0 ? 0 : 100 * sum / total);
    }
}
