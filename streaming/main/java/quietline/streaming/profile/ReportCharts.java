package quietline.streaming.profile;

import static quietline.streaming.profile.Chart.LEFT;
import static quietline.streaming.profile.Chart.RIGHT;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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
    private static final double ASIDE = 20;

    private ReportCharts() {}

    /**
     * Returns the time that each share of the hops does not exceed. Each further nine of the share
     * takes as much room as the one before, because the rare slow hops matter most.
     */
    static String percentiles(List<Series> series) {
        long count = series.get(0).histogram.getTotalCount();
        int nines = (int) Math.max(2, Math.min(NINES.length - 1, Math.ceil(Math.log10(count))));
        double low = Double.MAX_VALUE;
        double high = 0;
        for (Series one : series) {
            low = Math.min(low, one.percentile(0));
            high = Math.max(high, one.histogram.getMaxValue());
        }
        Chart chart = new Chart("percentiles of the time per hop", 360, low, high);
        for (int nine = 0; nine <= nines; nine++) {
            double x = LEFT + (RIGHT - LEFT) * nine / nines;
            chart.tick(x, nine == nines ? "end" : "middle", NINES[nine]);
        }
        chart.tick(LEFT + (RIGHT - LEFT) * Math.log10(2) / nines, "middle", "50 %");
        for (int s = series.size() - 1; s >= 0; s--) {
            List<Double> points = new ArrayList<>();
            for (int i = 0; i <= nines * POINTS_PER_NINE; i++) {
                double percent = 100 * (1 - Math.pow(10, -(double) i / POINTS_PER_NINE));
                points.add(LEFT + (RIGHT - LEFT) * i / (nines * POINTS_PER_NINE));
                points.add(chart.y(series.get(s).percentile(percent)));
            }
            chart.path("line s" + s % COLOURS, points, series.get(s).name);
        }
        return chart.svg();
    }

    /** Returns the mean and the longest time over the run, with the worst outliers as dots. */
    static String course(ProfileReport report) {
        Series series = report.series.get(0);
        double duration = (double) series.slices() * series.sliceNanos;
        double low = Double.MAX_VALUE;
        double high = report.hasDeadline ? ProfileSettings.HOP_NANOS : 0;
        for (int i = 0; i < series.slices(); i++) {
            high = Math.max(high, series.longest[i]);
            low = series.mean[i] > 0 ? Math.min(low, series.mean[i]) : low;
        }
        Chart chart = new Chart("time per hop over the run", 320, low, high);
        double step = secondsPerTick(duration / 1e9);
        for (double second = 0; second * 1e9 <= duration * 1.001; second += step) {
            String label = String.format(Locale.ROOT, step < 1 ? "%.1f s" : "%.0f s", second);
            chart.tick(LEFT + (RIGHT - LEFT) * second * 1e9 / duration, "middle", label);
        }
        if (report.hasDeadline) {
            chart.deadline();
        }
        chart.path("longest s0", course(series, chart, true), "longest");
        chart.path("line s0", course(series, chart, false), "mean");
        List<String> causes =
                Causes.summary(report.outliers).stream().map(Causes.Share::cause).toList();
        for (Outlier outlier :
                report.outliers.subList(0, Math.min(MOST_DOTS, report.outliers.size()))) {
            int colour = Math.min(CAUSE_COLOURS - 1, causes.indexOf(outlier.cause()));
            double x = LEFT + (RIGHT - LEFT) * Math.min(1, outlier.atNanos() / duration);
            chart.dot("mark k" + colour, x, chart.y(outlier.nanos()), tip(outlier));
        }
        return chart.svg();
    }

    private static List<Double> course(Series series, Chart chart, boolean longest) {
        List<Double> points = new ArrayList<>();
        for (int i = 0; i < series.slices(); i++) {
            double nanos = longest ? series.longest[i] : series.mean[i];
            if (nanos > 0) {
                points.add(LEFT + (RIGHT - LEFT) * (i + 0.5) / series.slices());
                points.add(chart.y(nanos));
            }
        }
        return points;
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
        List<TreeMap<Double, Double>> curves = new ArrayList<>();
        double low = ProfileSettings.HOP_NANOS;
        double high = ProfileSettings.HOP_NANOS;
        for (String name : CURVES) {
            TreeMap<Double, Double> curve = new TreeMap<>();
            for (List<Object> row : table.rows) {
                double micros = (Double) row.get(keys.indexOf(name));
                curve.put((Double) row.get(0), 1000 * micros);
            }
            curves.add(curve);
            low = Math.min(low, Collections.min(curve.values()));
            high = Math.max(high, Collections.max(curve.values()));
        }
        Chart chart = new Chart(table.title, 330, low, high);
        Chart.LogScale across =
                new Chart.LogScale(curves.get(0).firstKey(), curves.get(0).lastKey());
        for (double tick : across.ticks()) {
            chart.tick(x(across, tick), "middle", String.format(Locale.ROOT, "%,.0f", tick));
        }
        chart.deadline();
        for (int c = 0; c < curves.size(); c++) {
            List<Double> points = new ArrayList<>();
            for (Map.Entry<Double, Double> point : curves.get(c).entrySet()) {
                double x = x(across, point.getKey());
                double y = chart.y(point.getValue());
                String tip = CURVES.get(c) + ", " + Math.round(point.getKey()) + ": ";
                points.addAll(List.of(x, y));
                chart.dot("f" + c, x, y, tip + Metric.time(point.getValue()));
            }
            chart.path("line s" + c, points, CURVES.get(c));
        }
        return chart.svg();
    }

    private static double x(Chart.LogScale across, double number) {
        return LEFT + ASIDE + (RIGHT - LEFT - 2 * ASIDE) * across.share(number);
    }
}
