package quietline.streaming.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A report as lines of text. */
public final class TextReport {

    /** Shown by the table of percentiles already. */
    private static final Set<String> PERCENTILES =
            Set.of("p50", "p90", "p99", "p99.9", "max", "mean");

    private static final int WORST_SHOWN = 10;

    private TextReport() {}

    public static List<String> lines(ProfileReport report) {
        List<String> lines = new ArrayList<>();
        lines.add("%s: %s".formatted(report.mode, report.title));
        report.facts.forEach((name, value) -> lines.add("  %-12s%s".formatted(name, value)));
        lines.add("");
        report.tables.forEach(table -> lines.addAll(table.lines()));
        for (Metric metric : report.metrics.values()) {
            if (report.series.isEmpty() || !PERCENTILES.contains(metric.key())) {
                lines.add("  %-20s%s".formatted(metric.key(), metric.text()));
            }
        }
        lines.add("");
        if (report.outlierCount > 0) {
            lines.add(
                    report.outlierText()
                            + ", the slowest %d by cause:".formatted(report.outliers.size()));
            for (Causes.Share share : Causes.summary(report.outliers)) {
                lines.add(
                        String.format(
                                Locale.ROOT,
                                "  %6d × %-32s%s in total",
                                share.count(),
                                share.cause(),
                                Metric.time(share.nanos())));
            }
            lines.add("");
            lines.addAll(report.outlierTable(WORST_SHOWN).lines());
        }
        lines.addAll(report.remarks);
        return lines;
    }
}
