package quietline.streaming.profile;

import quietline.streaming.profile.ReportTable.Column;

/** The worst hops, and why they took so long. */
final class OutlierTable {

    private OutlierTable() {}

    static ReportTable of(ProfileReport report, int atMost) {
        ReportTable table =
                new ReportTable(
                        "outliers",
                        "The worst",
                        new Column("at_s", "at/s", 3),
                        new Column("micros", "µs", 0),
                        new Column("work_micros", "at work/µs", 0),
                        Column.text("cause", "cause"),
                        Column.text("detail", ""));
        report.outliers().stream()
                .limit(atMost)
                .forEach(
                        outlier ->
                                table.row(
                                        outlier.atNanos() / 1e9,
                                        outlier.nanos() / 1e3,
                                        outlier.workNanos() / 1e3,
                                        outlier.cause(),
                                        outlier.detail()));
        return table;
    }
}
