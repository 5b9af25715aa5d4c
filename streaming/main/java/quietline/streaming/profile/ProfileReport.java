package quietline.streaming.profile;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;
import quietline.streaming.profile.OutlierLog.Outlier;
import quietline.streaming.profile.ReportTable.Column;

/** The findings of one run. A mode fills it in; text, JSON, HTML and limits are made of it. */
public final class ProfileReport {

    /** The key of the table that {@link #add} makes. */
    static final String PERCENTILES = "percentiles";

    private static final int HGRM_STEPS_PER_HALVING = 5;
    private static final double NANOS_PER_MICRO = 1000;

    /** The mode as on the command line, the same in half a sentence, and the noun for its times. */
    final String mode;

    final String title;
    final String counted;

    /** The environment: where and with what it was measured. */
    final Map<String, String> facts = new LinkedHashMap<>();

    /** The figures that a limit can be set for. */
    final Map<String, Metric> metrics = new LinkedHashMap<>();

    /** The main series first; none in modes that have only tables. */
    final List<Series> series = new ArrayList<>();

    /** All tables but that of outliers; the first is that of percentiles, if there are series. */
    final List<ReportTable> tables = new ArrayList<>();

    final List<String> remarks = new ArrayList<>();

    /** The worst hops, the longest first; how many hops took longer than the threshold. */
    List<Outlier> outliers = List.of();

    long outlierCount;
    long outlierThresholdNanos;

    /** Whether the run can be compared with others. */
    boolean warmedUp = true;

    /** Whether the main series must stay below the duration of a hop, so that charts show them. */
    boolean hasDeadline;

    ProfileReport(String mode, String title, String counted) {
        this.mode = mode;
        this.title = title;
        this.counted = counted;
    }

    void fact(String name, String value) {
        facts.put(name, value);
    }

    void warmUp(WarmUp warmUp) {
        fact("warm-up", warmUp.text());
        warmedUp = warmUp.settled();
    }

    void measured(long hops, long nanos) {
        fact("measured", String.format(Locale.ROOT, "%,d hops in %.1f s", hops, nanos / 1e9));
    }

    void metric(String key, double value, Metric.Unit unit) {
        metrics.put(key, new Metric(key, value, unit));
    }

    /** Adds the metrics of a distribution. */
    void percentiles(Histogram times) {
        metric("p50", times.getValueAtPercentile(50), Metric.Unit.NANOS);
        metric("p90", times.getValueAtPercentile(90), Metric.Unit.NANOS);
        metric("p99", times.getValueAtPercentile(99), Metric.Unit.NANOS);
        metric("p99.9", times.getValueAtPercentile(99.9), Metric.Unit.NANOS);
        metric("max", times.getMaxValue(), Metric.Unit.NANOS);
        metric("mean", times.getMean(), Metric.Unit.NANOS);
    }

    /** Adds series, the first of which is the one by whose percentiles the run is judged. */
    void add(Series... all) {
        ReportTable table =
                new ReportTable(
                        PERCENTILES,
                        "Time per " + counted,
                        Column.text("series", ""),
                        new Column("count", counted + "s", 0),
                        new Column("p50", "p50/µs", 1),
                        new Column("p90", "p90/µs", 1),
                        new Column("p99", "p99/µs", 1),
                        new Column("p99_9", "p99.9/µs", 1),
                        new Column("max", "max/µs", 1),
                        new Column("mean", "mean/µs", 1));
        for (Series one : all) {
            series.add(one);
            table.row(
                    one.name,
                    one.histogram.getTotalCount(),
                    one.percentile(50) / NANOS_PER_MICRO,
                    one.percentile(90) / NANOS_PER_MICRO,
                    one.percentile(99) / NANOS_PER_MICRO,
                    one.percentile(99.9) / NANOS_PER_MICRO,
                    one.histogram.getMaxValue() / NANOS_PER_MICRO,
                    one.histogram.getMean() / NANOS_PER_MICRO);
        }
        tables.add(0, table);
        percentiles(all[0].histogram);
    }

    void outliers(OutlierLog log, Causes causes) {
        outliers = causes.explain(log);
        outlierCount = log.total;
        outlierThresholdNanos = log.thresholdNanos;
    }

    /** Returns how many hops were unusually slow. */
    String outlierText() {
        String threshold = Metric.time(outlierThresholdNanos);
        return String.format(Locale.ROOT, "%,d hops took longer than %s", outlierCount, threshold);
    }

    ReportTable outlierTable(int atMost) {
        ReportTable table =
                new ReportTable(
                        "outliers",
                        "The slowest hops",
                        new Column("at_s", "at/s", 3),
                        new Column("micros", "µs", 0),
                        new Column("work_micros", "at work/µs", 0),
                        Column.text("cause", "cause"),
                        Column.text("detail", ""));
        for (Outlier outlier : outliers.subList(0, Math.min(atMost, outliers.size()))) {
            table.row(
                    outlier.atNanos() / 1e9,
                    outlier.nanos() / NANOS_PER_MICRO,
                    outlier.workNanos() / NANOS_PER_MICRO,
                    outlier.cause(),
                    outlier.detail());
        }
        return table;
    }

    /** Returns the main series in microseconds, as the tools of HdrHistogram read it. */
    public String hgrm() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            Histogram main = series.get(0).histogram;
            main.outputPercentileDistribution(out, HGRM_STEPS_PER_HALVING, NANOS_PER_MICRO);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
