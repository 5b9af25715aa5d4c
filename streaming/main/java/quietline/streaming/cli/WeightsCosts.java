package quietline.streaming.cli;

import java.io.PrintWriter;
import java.util.Map;
import quietline.Enhancer;
import quietline.reference.Cost;

/** Prints the parameters and multiply-adds of each layer, per frame and per second, and totals. */
final class WeightsCosts {

    private static final double FRAMES_PER_SECOND =
            (double) Enhancer.SAMPLE_RATE / Enhancer.HOP_SAMPLES;

    /** The layer whose matrices are not trained. */
    private static final String FIXED = "erb";

    private final Map<String, Cost> costs;
    private final Cost total;

    WeightsCosts(Map<String, Cost> costs) {
        this.costs = costs;
        this.total = costs.values().stream().reduce(Cost.NONE, Cost::plus);
    }

    void print(PrintWriter out) {
        ReportText.line(
                out, "%-22s%12s%21s%21s%9s", "", "", "multiply-adds", "multiply-adds", "their");
        ReportText.line(
                out,
                "%-22s%12s%21s%21s%9s",
                "layer",
                "parameters",
                "per frame",
                "per second",
                "share");
        costs.forEach((layer, cost) -> print(out, layer, cost));
        print(out, "total", total);
        ReportText.line(out, "");
        long fixed = costs.get(FIXED).parameters();
        ReportText.line(
                out,
                "%,d parameters: %,d learned, %,d fixed (%s).",
                total.parameters(),
                total.parameters() - fixed,
                fixed,
                FIXED);
        ReportText.line(
                out,
                "Profilers also count elementwise operations (%,d per frame) and products with the"
                        + " zeros",
                total.elementwise());
        ReportText.line(
                out,
                "between the inputs of transposed convolutions (%,d): %,.0f operations per second.",
                total.zeroProducts(),
                total.operations() * FRAMES_PER_SECOND);
    }

    private void print(PrintWriter out, String layer, Cost cost) {
        ReportText.line(
                out,
                "%-22s%,12d%,21d%,21.0f%8.1f%%",
                layer,
                cost.parameters(),
                cost.multiplyAdds(),
                cost.multiplyAdds() * FRAMES_PER_SECOND,
                100.0 * cost.multiplyAdds() / total.multiplyAdds());
    }
}
