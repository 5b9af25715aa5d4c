package quietline.streaming.profile;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What one run found out. Its parts are filled in by the mode and written in several forms. */
public final class ProfileReport {

    private final String mode;
    private final String title;
    private final Map<String, String> facts = new LinkedHashMap<>();
    private final Map<String, Metric> metrics = new LinkedHashMap<>();
    private final List<Series> series = new ArrayList<>();
    private final List<long[]> starts = new ArrayList<>();
    private final List<ReportTable> tables = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();
    private List<Outlier> outliers = List.of();
    private long outliersInAll;
    private long thresholdNanos;

    ProfileReport(String mode, String title) {
        this.mode = mode;
        this.title = title;
    }

    void fact(String name, String value) {
        facts.put(name, value);
    }

    void facts(Map<String, String> more) {
        facts.putAll(more);
    }

    void metric(String key, double value, Metric.Unit unit) {
        metrics.put(key, new Metric(key, value, unit));
    }

    /** Its percentiles become the report's metrics. */
    void mainSeries(Series main) {
        add(main);
        starts.add(main.batches().medians());
        metric("p50", main.percentile(50), Metric.Unit.NANOS);
        metric("p90", main.percentile(90), Metric.Unit.NANOS);
        metric("p99", main.percentile(99), Metric.Unit.NANOS);
        metric("p99.9", main.percentile(99.9), Metric.Unit.NANOS);
        metric("max", main.histogram().getMaxValue(), Metric.Unit.NANOS);
        metric("mean", main.histogram().getMean(), Metric.Unit.NANOS);
    }

    void add(Series more) {
        series.add(more);
    }

    /** Medians of the main series from starts of Java of its own, in the place of this one's. */
    void starts(List<long[]> medians) {
        starts.clear();
        starts.addAll(medians);
    }

    void add(ReportTable table) {
        tables.add(table);
    }

    void remark(String remark) {
        remarks.add(remark);
    }

    void outliers(List<Outlier> worst, long inAll, long threshold) {
        outliers = worst;
        outliersInAll = inAll;
        thresholdNanos = threshold;
    }

    /** As on the command line. */
    String mode() {
        return mode;
    }

    /** What its times are of. */
    String counted() {
        return mode.equals("live") ? "click" : "hop";
    }

    /** What was done, as a line. */
    String title() {
        return title;
    }

    /** Where and with what it was measured. */
    Map<String, String> facts() {
        return facts;
    }

    /** What a build can be failed by. */
    Map<String, Metric> metrics() {
        return metrics;
    }

    /** The main one first; none in modes that have only tables. */
    List<Series> series() {
        return series;
    }

    /** The main series' batch medians, one array for each start of Java. */
    List<long[]> starts() {
        return starts;
    }

    List<ReportTable> tables() {
        return tables;
    }

    List<String> remarks() {
        return remarks;
    }

    /** The worst, the longest first. */
    List<Outlier> outliers() {
        return outliers;
    }

    /** How many hops took longer than {@link #thresholdNanos()}. */
    long outliersInAll() {
        return outliersInAll;
    }

    long thresholdNanos() {
        return thresholdNanos;
    }
}
