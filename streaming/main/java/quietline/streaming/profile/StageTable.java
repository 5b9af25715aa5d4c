package quietline.streaming.profile;

import java.util.Map;
import quietline.Enhancer;
import quietline.gtcrn.Stage;
import quietline.kernel.FmaPeak;
import quietline.reference.Cost;
import quietline.reference.OfflineGtcrn;
import quietline.streaming.profile.ReportTable.Column;

/** Each stage's time beside what it has to work: the network's static cost, by its definition. */
final class StageTable {

    static final String KEY = "stages";

    private StageTable() {}

    static ReportTable of(StageMeans means) {
        double peak = FmaPeak.gigaflops();
        Map<String, Cost> costs = new OfflineGtcrn(Enhancer.defaultWeights()).costsPerStage();
        ReportTable table =
                new ReportTable(
                        KEY,
                        "Stages of a hop",
                        Column.text("stage", "stage"),
                        new Column("micros", "µs", 2),
                        new Column("share_percent", "share/%", 1),
                        new Column("parameters", "parameters", 0),
                        new Column("multiply_adds", "multiply-adds", 0),
                        new Column("gigaflops", "GFLOP/s", 1),
                        new Column("peak_percent", "of peak/%", 1));
        double total = means.totalNanos();
        Cost all = Cost.NONE;
        Cost worked = Cost.NONE;
        for (Stage stage : Stage.values()) {
            Cost cost = costs.getOrDefault(stage.tensors(), Cost.NONE);
            boolean dense = stage != Stage.BANDS && stage != Stage.BINS;
            worked = dense ? worked.plus(cost) : worked;
            all = all.plus(cost);
            Cost counted = dense ? cost : Cost.NONE;
            row(table, stage.title(), means.nanos(stage), total, cost, counted, peak);
        }
        row(table, "all", total, total, all, worked, peak);
        return table.note(
                "Multiply-adds are the published network's, and GFLOP/s by them, although fewer are"
                        + " done: those by zero are left out in the decoder's convolutions, and the"
                        + " encoder's first has its unfolding folded into its taps. Those of the bands"
                        + " are by zero mostly, so no GFLOP/s are said of them. One core's peak,"
                        + " measured: %.0f GFLOP/s.".formatted(peak));
    }

    private static void row(
            ReportTable table,
            String name,
            double nanos,
            double total,
            Cost cost,
            Cost worked,
            double peak) {
        boolean counted = worked.multiplyAdds() > 0 && nanos > 0;
        double gigaflops = counted ? 2.0 * worked.multiplyAdds() / nanos : 0;
        table.row(
                name,
                nanos / 1e3,
                total == 0 ? 0 : 100 * nanos / total,
                cost.parameters() == 0 ? null : cost.parameters(),
                cost.multiplyAdds() == 0 ? null : cost.multiplyAdds(),
                counted ? gigaflops : null,
                counted ? 100 * gigaflops / peak : null);
    }
}
