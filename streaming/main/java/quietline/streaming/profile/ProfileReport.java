package quietline.streaming.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import quietline.streaming.profile.OutlierLog.Outlier;
import quietline.streaming.profile.ReportTable.Chart;
import quietline.streaming.profile.ReportTable.Column;

/** The findings of one run. A mode fills it in; text, JSON, HTML and limits are made of it. */
public final class ProfileReport {

    private final String mode;
    private final String title;
    private final String counted;
    private final Map<String, String> facts = new LinkedHashMap<>();
    private final Map<String, Metric> metrics = new LinkedHashMap<>();
    private final List<Series> series = new ArrayList<>();
    private final List<ReportTable> tables = new ArrayList<>();
    private final List<long[]> starts = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private final ReportTable percentiles;
    private boolean warmedUp = true;
    private boolean hasDeadline;
    private List<Outlier> outliers = List.of();
    private long outlierCount;
    private long outlierThresholdNanos;

    /**
     * @param mode as on the command line
     * @param title the mode in half a sentence
     * @param counted what is timed, in the singular
     */
    ProfileReport(String mode, String title, String counted) {
        this.mode = mode;
        this.title = title;
        this.counted = counted;
        percentiles =
                new ReportTable(
                        "percentiles",
                        "Time per %s in µs".formatted(counted),
                        Chart.NONE,
                        Column.text("series", ""),
                        new Column("count", counted + "s", 0),
                        new Column("p50", "p50", 1),
                        new Column("p90", "p90", 1),
                        new Column("p99", "p99", 1),
                        new Column("p99_9", "p99.9", 1),
                        new Column("max", "max", 1),
                        new Column("mean", "mean", 1));
    }

    /** Adds a fact about the environment. */
    void fact(String name, String value) {
        facts.put(name, value);
    }

    /** Adds how the run was warmed up; whether it was decides if reports can be compared. */
    void warmUp(WarmUp warmUp) {
        fact("warm-up", warmUp.text());
        warmedUp &= warmUp.settled();
    }

    /** Says that the main series must stay below the 16 ms of a hop, so that charts show them. */
    void setHasDeadline() {
        hasDeadline = true;
    }

    void metric(String key, double value, Metric.Unit unit) {
        metrics.put(key, new Metric(key, value, unit));
    }

    /** Adds the series by whose percentiles the run is judged. */
    void addMain(Series main) {
        add(main);
        starts.add(main.batchMedians());
        metric("p50", main.percentile(50), Metric.Unit.NANOS);
        metric("p90", main.percentile(90), Metric.Unit.NANOS);
        metric("p99", main.percentile(99), Metric.Unit.NANOS);
        metric("p99.9", main.percentile(99.9), Metric.Unit.NANOS);
        metric("max", main.histogram().getMaxValue(), Metric.Unit.NANOS);
        metric("mean", main.histogram().getMean(), Metric.Unit.NANOS);
    }

    void add(Series more) {
        if (series.isEmpty()) {
            tables.add(0, percentiles);
        }
        series.add(more);
        percentiles.row(
                more.name(),
                more.histogram().getTotalCount(),
                more.percentile(50) / 1e3,
                more.percentile(90) / 1e3,
                more.percentile(99) / 1e3,
                more.percentile(99.9) / 1e3,
                more.histogram().getMaxValue() / 1e3,
                more.histogram().getMean() / 1e3);
    }

    /** Replaces this start's batch medians by those of other starts of Java. */
    void replaceStarts(List<long[]> medians, boolean allWarmedUp) {
        starts.clear();
        starts.addAll(medians);
        warmedUp = allWarmedUp;
    }

    void add(ReportTable table) {
        tables.add(table);
    }

    void remark(String remark) {
        remarks.add(remark);
    }

    /**
     * @param worst the longest first
     */
    void outliers(List<Outlier> worst, OutlierLog log) {
        outliers = worst;
        outlierCount = log.total();
        outlierThresholdNanos = log.thresholdNanos();
    }

    String mode() {
        return mode;
    }

    String title() {
        return title;
    }

    String counted() {
        return counted;
    }

    boolean isWarmedUp() {
        return warmedUp;
    }

    boolean hasDeadline() {
        return hasDeadline;
    }

    /** Returns the environment: where and with what it was measured. */
    Map<String, String> facts() {
        return facts;
    }

    /** Returns the figures that a limit can be set for. */
    Map<String, Metric> metrics() {
        return metrics;
    }

    /** Returns the main series first; none in modes that have only tables. */
    List<Series> series() {
        return series;
    }

    /** Returns all tables but that of outliers; the first is that of percentiles, if any. */
    List<ReportTable> tables() {
        return tables;
    }

    /** Returns the main series' batch medians, one array for each start of Java. */
    List<long[]> starts() {
        return starts;
    }

    List<String> remarks() {
        return remarks;
    }

    /** Returns the worst hops, the longest first. */
    List<Outlier> outliers() {
        return outliers;
    }

    /** Returns how many hops took longer than {@link #outlierThresholdNanos}. */
    long outlierCount() {
        return outlierCount;
    }

    long outlierThresholdNanos() {
        return outlierThresholdNanos;
    }

    ReportTable outlierTable(int atMost) {
        ReportTable table =
                new ReportTable(
                        "outliers",
                        "The slowest hops",
                        Chart.NONE,
                        new Column("at_s", "at/s", 3),
                        new Column("micros", "µs", 0),
                        new Column("work_micros", "at work/µs", 0),
                        Column.text("cause", "cause"),
                        Column.text("detail", ""));
        for (Outlier outlier : outliers.subList(0, Math.min(atMost, outliers.size()))) {
            table.row(
                    outlier.atNanos() / 1e9,
                    outlier.nanos() / 1e3,
                    outlier.workNanos() / 1e3,
                    outlier.cause(),
                    outlier.detail());
        }
        return table;
    }

    /** Returns the main series as the tools of HdrHistogram read it. */
    public String hgrm() {
        return series.get(0).hgrm();
    }
}
