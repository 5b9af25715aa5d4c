package quietline.streaming.profile;

import java.util.Set;
import quietline.streaming.profile.ReportTable.Column;

/** The distribution of every series, in microseconds. */
final class PercentileTable {

    private static final Set<String> SHOWN = Set.of("p50", "p90", "p99", "p99.9", "max", "mean");

    private PercentileTable() {}

    /** Whether the table tells this metric already. */
    static boolean shows(String metric) {
        return SHOWN.contains(metric);
    }

    static ReportTable of(ProfileReport report) {
        ReportTable table =
                new ReportTable(
                        "percentiles",
                        "Time per %s in µs".formatted(report.counted()),
                        Column.text("series", ""),
                        new Column("count", report.counted() + "s", 0),
                        new Column("p50", "p50", 1),
                        new Column("p90", "p90", 1),
                        new Column("p99", "p99", 1),
                        new Column("p99_9", "p99.9", 1),
                        new Column("max", "max", 1),
                        new Column("mean", "mean", 1));
        for (Series series : report.series()) {
            table.row(
                    series.name(),
                    series.histogram().getTotalCount(),
                    series.percentile(50) / 1e3,
                    series.percentile(90) / 1e3,
                    series.percentile(99) / 1e3,
                    series.percentile(99.9) / 1e3,
                    series.histogram().getMaxValue() / 1e3,
                    series.histogram().getMean() / 1e3);
        }
        return table;
    }
}
