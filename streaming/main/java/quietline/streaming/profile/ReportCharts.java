package quietline.streaming.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import quietline.streaming.profile.Chart.Curve;
import quietline.streaming.profile.OutlierLog.Outlier;

/** The charts of a report: percentiles, and the course of the run. */
final class ReportCharts {

    static final int COLOURS = 4;
    static final int CAUSE_COLOURS = 6;

    private static final String[] NINES = {"0 %", "90 %", "99 %", "99.9 %", "99.99 %", "99.999 %"};
    private static final int POINTS_PER_NINE = 24;
    private static final int MOST_DOTS = 100;
    private static final int MOST_TICKS = 10;

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

    /**
     * Returns each batch's median and longest time over the run, with the worst outliers as dots.
     */
    static String course(ProfileReport report) {
        Series series = report.series.get(0);
        double nanos = series.batches.get(series.batches.size() - 1).endNanos();
        double seconds = nanos / 1e9;
        Curve longest = new Curve("longest s0", "longest", new TreeMap<>());
        Curve median = new Curve("line s0", "median", new TreeMap<>());
        for (Series.Batch batch : series.batches) {
            longest.points().put(batch.endNanos() / nanos, batch.longestNanos());
            median.points().put(batch.endNanos() / nanos, batch.medianNanos());
        }
        List<Curve> curves = List.of(longest, median);
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
                                    Math.min(1, outlier.atNanos() / nanos),
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
}
