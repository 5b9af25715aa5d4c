package quietline.streaming.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import quietline.streaming.profile.Chart.Curve;
import quietline.streaming.profile.OutlierLog.Outlier;
import quietline.streaming.profile.ReportTable.Column;

/** The charts of a report: percentiles, the course of the run, stages, numbers of streams. */
final class ReportCharts {

    /** The curves of {@link #curves}, which are columns of its table. */
    static final List<String> CURVES = List.of("max", "p99", "p50");

    static final int COLOURS = 4;
    static final int CAUSE_COLOURS = 6;

    private static final String[] NINES = {"0 %", "90 %", "99 %", "99.9 %", "99.99 %", "99.999 %"};
    private static final int POINTS_PER_NINE = 24;
    private static final int MOST_DOTS = 100;
    private static final int MOST_TICKS = 10;
    private static final int BAR_ROW = 26;
    private static final double BAR_LEFT = 200;
    private static final double BAR_RIGHT = 830;

    private ReportCharts() {}

    /**
     * Returns the time that each share of the hops does not exceed. Each further nine of the share
     * takes as much room as the one before, because the rare slow hops matter most.
     */
    static String percentiles(List<Series> series) {
        long count = series.get(0).histogram.getTotalCount();
        int nines = (int) Math.max(2, Math.min(NINES.length - 1, Math.ceil(Math.log10(count))));
        List<Curve> curves = new ArrayList<>();
        for (Series one : series) {
            TreeMap<Double, Double> points = new TreeMap<>();
            for (int i = 0; i <= nines * POINTS_PER_NINE; i++) {
                double percent = 100 * (1 - Math.pow(10, -(double) i / POINTS_PER_NINE));
                double across = (double) i / (nines * POINTS_PER_NINE);
                points.put(across, (double) one.percentile(percent));
            }
            // The main series is drawn last, above the others.
            curves.add(0, new Curve("line s" + curves.size() % COLOURS, one.name, points));
        }
        Chart chart = new Chart("percentiles of the time per hop", 360, false, curves);
        for (int nine = 0; nine <= nines; nine++) {
            chart.tick((double) nine / nines, NINES[nine]);
        }
        chart.tick(Math.log10(2) / nines, "50 %");
        return chart.svg();
    }

    /** Returns the mean and the longest time over the run, with the worst outliers as dots. */
    static String course(ProfileReport report) {
        Series series = report.series.get(0);
        double seconds = series.slices() * series.sliceNanos / 1e9;
        Curve longest = new Curve("longest s0", "longest", new TreeMap<>());
        Curve mean = new Curve("line s0", "mean", new TreeMap<>());
        for (int i = 0; i < series.slices(); i++) {
            if (series.mean[i] > 0) {
                double across = (i + 0.5) / series.slices();
                longest.points().put(across, (double) series.longest[i]);
                mean.points().put(across, series.mean[i]);
            }
        }
        List<Curve> curves = List.of(longest, mean);
        Chart chart = new Chart("time per hop over the run", 320, report.hasDeadline, curves);
        double step = secondsPerTick(seconds);
        for (double second = 0; second <= seconds * 1.001; second += step) {
            String label = String.format(Locale.ROOT, step < 1 ? "%.1f s" : "%.0f s", second);
            chart.tick(second / seconds, label);
        }
        List<String> causes =
                Causes.summary(report.outliers).stream().map(Causes.Share::cause).toList();
        report.outliers.stream()
                .limit(MOST_DOTS)
                .forEach(
                        outlier -> {
                            int colour = causes.indexOf(outlier.cause());
                            chart.dot(
                                    "mark k" + Math.min(CAUSE_COLOURS - 1, colour),
                                    Math.min(1, outlier.atNanos() / 1e9 / seconds),
                                    outlier.nanos(),
                                    tip(outlier));
                        });
        return chart.svg();
    }

    private static String tip(Outlier outlier) {
        return String.format(
                Locale.ROOT,
                "%s at %.3f s: %s; %s",
                Metric.time(outlier.nanos()),
                outlier.atNanos() / 1e9,
                outlier.cause(),
                outlier.detail());
    }

    /** Returns 1, 2 or 5 times a power of ten, so that there are at most ten ticks. */
    private static double secondsPerTick(double seconds) {
        for (double decade = 0.1; ; decade *= 10) {
            for (int factor : new int[] {1, 2, 5}) {
                if (seconds / (factor * decade) <= MOST_TICKS) {
                    return factor * decade;
                }
            }
        }
    }

    /** Returns a bar for each row of a table but the last, which is their sum. */
    static String bars(ReportTable table) {
        List<List<Object>> rows = table.rows.subList(0, table.rows.size() - 1);
        double most = rows.stream().mapToDouble(row -> (Double) row.get(1)).max().orElse(0);
        Chart chart = new Chart(table.title, BAR_ROW * rows.size() + 6);
        for (int i = 0; i < rows.size(); i++) {
            String name = (String) rows.get(i).get(0);
            double micros = (Double) rows.get(i).get(1);
            double percent = (Double) rows.get(i).get(2);
            String figures = String.format(Locale.ROOT, "%.2f µs, %.1f %%", micros, percent);
            double y = i * BAR_ROW + 4;
            double width = most == 0 ? 0 : (BAR_RIGHT - BAR_LEFT) * micros / most;
            chart.text("strong", "end", BAR_LEFT - 10, y + 14, name);
            chart.bar(BAR_LEFT, y, Math.max(1, width), BAR_ROW - 7, name + ": " + figures);
            chart.text("", "start", BAR_LEFT + width + 8, y + 14, figures);
        }
        return chart.svg();
    }

    /**
     * Returns a table's columns p50, p99 and max over its first column, with the deadline of a hop.
     * If a number comes more than once, its last row counts.
     */
    static String curves(ReportTable table) {
        List<String> keys = table.columns.stream().map(Column::key).toList();
        TreeMap<Double, List<Object>> rows = new TreeMap<>();
        table.rows.forEach(row -> rows.put((Double) row.get(0), row));
        Chart.LogScale numbers = new Chart.LogScale(rows.firstKey(), rows.lastKey());
        List<Curve> curves = new ArrayList<>();
        for (String name : CURVES) {
            Curve curve = new Curve("line s" + curves.size(), name, new TreeMap<>());
            rows.forEach(
                    (number, row) -> {
                        double nanos = 1000 * (Double) row.get(keys.indexOf(name));
                        curve.points().put(numbers.share(number), nanos);
                    });
            curves.add(curve);
        }
        Chart chart = new Chart(table.title, 330, true, curves);
        numbers.ticks().forEach(tick -> chart.tick(numbers.share(tick), "" + Math.round(tick)));
        for (int c = 0; c < curves.size(); c++) {
            for (Map.Entry<Double, Double> point : curves.get(c).points().entrySet()) {
                String tip = CURVES.get(c) + ": " + Metric.time(point.getValue());
                chart.dot("f" + c, point.getKey(), point.getValue(), tip);
            }
        }
        return chart.svg();
    }
}
