package quietline.streaming.profile;

import quietline.gtcrn.Stage;
import quietline.gtcrn.StageTimes;
import quietline.streaming.profile.ReportTable.Chart;
import quietline.streaming.profile.ReportTable.Column;

/** The mean time of each stage of a hop. */
final class StageTable {

    private static final Stage[] STAGES = Stage.values();

    /** Where the stream puts the stage times of each hop that it times. */
    final StageTimes times = new StageTimes();

    private final double[] sumMicros = new double[STAGES.length];
    private long hops;

    /** Adds the last hop, if its stages were timed. */
    void add() {
        if (times.timed()) {
            for (int i = 0; i < STAGES.length; i++) {
                sumMicros[i] += times.nanos(STAGES[i]) / 1e3;
            }
            hops++;
        }
    }

    ReportTable table() {
        ReportTable table =
                new ReportTable(
                        "stages",
                        "Stages of a hop",
                        Chart.BARS,
                        Column.text("stage", "stage"),
                        new Column("micros", "µs", 2),
                        new Column("share_percent", "share/%", 1));
        double total = 0;
        for (double sum : sumMicros) {
            total += sum;
        }
        for (int i = 0; i < STAGES.length; i++) {
            row(table, STAGES[i].title(), sumMicros[i], total);
        }
        row(table, "all", total, total);
        return table;
    }

    private void row(ReportTable table, String name, double sum, double total) {
        table.row(name, sum / Math.max(1, hops), total == 0 ? 0 : 100 * sum / total);
    }
}
