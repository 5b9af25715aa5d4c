package quietline.streaming.profile;

import java.util.Map;
import quietline.gtcrn.Stage;
import quietline.gtcrn.StageTimes;
import quietline.kernel.FmaPeak;
import quietline.reference.Cost;
import quietline.reference.OfflineGtcrn;
import quietline.streaming.profile.ReportTable.Chart;
import quietline.streaming.profile.ReportTable.Column;
import quietline.weights.Tensor;
import quietline.weights.Weights;

/**
 * The mean time of each stage of a hop, beside the cost of the stage by the network's definition.
 */
final class StageTable {

    private static final Stage[] STAGES = Stage.values();

    private final Weights weights;
    private final StageTimes times = new StageTimes();
    private final long[] sums = new long[STAGES.length];
    private long hops;

    StageTable(Weights weights) {
        this.weights = weights;
    }

    /** Returns where the stream puts the stage times of each hop that it times. */
    StageTimes times() {
        return times;
    }

    /** Adds the last hop, if its stages were timed. */
    void add() {
        if (times.timed()) {
            for (int i = 0; i < STAGES.length; i++) {
                sums[i] += times.nanos(STAGES[i]);
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
                        new Column("share_percent", "share/%", 1),
                        new Column("parameters", "parameters", 0),
                        new Column("multiply_adds", "multiply-adds", 0),
                        new Column("gigaflops", "GFLOP/s", 1),
                        new Column("peak_percent", "of peak/%", 1));
        double peak = FmaPeak.gigaflops();
        Map<String, Cost> costs = new OfflineGtcrn(weights).costsPerStage();
        double[] micros = new double[STAGES.length];
        double totalMicros = 0;
        for (int i = 0; i < STAGES.length; i++) {
            micros[i] = hops == 0 ? 0 : sums[i] / 1e3 / hops;
            totalMicros += micros[i];
        }
        Cost total = Cost.NONE;
        double totalWork = 0;
        for (int i = 0; i < STAGES.length; i++) {
            Cost cost = costs.getOrDefault(STAGES[i].tensors(), Cost.NONE);
            double work = cost.multiplyAdds() * nonZero(STAGES[i].tensors());
            row(table, STAGES[i].title(), micros[i], totalMicros, cost, work, peak);
            total = total.plus(cost);
            totalWork += work;
        }
        row(table, "all", totalMicros, totalMicros, total, totalWork, peak);
        table.note =
                ("Multiply-adds: those of the network's definition. GFLOP/s: without those whose"
                                + " weight is zero. Measured peak of one core: %.0f GFLOP/s.")
                        .formatted(peak);
        return table;
    }

    /** Returns the share of the weights in these matrices that is not zero. */
    private double nonZero(String prefix) {
        long count = 0;
        long nonZero = 0;
        for (String name : weights.names()) {
            Tensor tensor = weights.tensor(name);
            if (name.startsWith(prefix) && tensor.shape().length > 1) {
                for (float weight : tensor.data()) {
                    count++;
                    nonZero += weight == 0 ? 0 : 1;
                }
            }
        }
        return count == 0 ? 0 : (double) nonZero / count;
    }

    private static void row(
            ReportTable table,
            String name,
            double micros,
            double totalMicros,
            Cost cost,
            double work,
            double peak) {
        Double gigaflops = work > 0 && micros > 0 ? 2 * work / micros / 1e3 : null;
        table.row(
                name,
                micros,
                totalMicros == 0 ? 0 : 100 * micros / totalMicros,
                cost.parameters() == 0 ? null : cost.parameters(),
                cost.multiplyAdds() == 0 ? null : cost.multiplyAdds(),
                gigaflops,
                gigaflops == null ? null : 100 * gigaflops / peak);
    }
}
