package quietline.streaming.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How the time per hop went on: mean and longest in each slice, and the outliers by their cause.
 */
final class TimeLineChart {

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 320;
    private static final int LEFT = 70;
    private static final int RIGHT = 985;
    private static final int TOP = 14;
    private static final int BOTTOM = 280;
    private static final int MARKS = 100;
    private static final int COLOURS = 6;
    private static final int MOST_TICKS = 10;

    private TimeLineChart() {}

    static String svg(ProfileReport report) {
        TimeLine course = report.series().get(0).timeLine();
        double duration = (double) course.slices() * course.sliceNanos();
        long longest = 0;
        long least = Long.MAX_VALUE;
        for (int i = 0; i < course.slices(); i++) {
            longest = Math.max(longest, course.longestNanos(i));
            least = course.meanNanos(i) > 0 ? Math.min(least, course.meanNanos(i)) : least;
        }
        boolean paced = report.mode().equals(PacedProfile.MODE);
        long most = paced ? Math.max(longest, ProfileSettings.HOP_NANOS) : longest;
        LogAxis y = new LogAxis(least, most, BOTTOM, TOP);
        SvgPen pen = new SvgPen(WIDTH, HEIGHT, "time per hop in the course of the run");
        for (double tick : y.ticks()) {
            pen.line("grid", LEFT, y.at(tick), RIGHT, y.at(tick));
            pen.text("", "end", LEFT - 8, y.at(tick) + 4, PercentileChart.label(tick));
        }
        double step = step(duration / 1e9);
        for (double second = 0; second * 1e9 <= duration * 1.001; second += step) {
            double x = LEFT + (RIGHT - LEFT) * second * 1e9 / duration;
            pen.line("grid", x, TOP, x, BOTTOM);
            pen.text(
                    "",
                    "middle",
                    x,
                    BOTTOM + 20,
                    String.format(Locale.ROOT, step < 1 ? "%.1f s" : "%.0f s", second));
        }
        if (paced) {
            double deadline = y.at(ProfileSettings.HOP_NANOS);
            pen.line("limit", LEFT, deadline, RIGHT, deadline);
        }
        curve(pen, course, y, true);
        curve(pen, course, y, false);
        List<String> causes = causes(report);
        report.outliers().stream()
                .limit(MARKS)
                .forEach(
                        outlier ->
                                pen.dot(
                                        "mark k" + colour(causes, outlier.cause()),
                                        LEFT
                                                + (RIGHT - LEFT)
                                                        * Math.min(1, outlier.atNanos() / duration),
                                        y.at(outlier.nanos()),
                                        4,
                                        told(outlier)));
        return pen.close();
    }

    private static String told(Outlier outlier) {
        return String.format(
                Locale.ROOT,
                "%s at %.3f s: %s; %s",
                Metric.time(outlier.nanos()),
                outlier.atNanos() / 1e9,
                outlier.cause(),
                outlier.detail());
    }

    /** In the order of the time they took, which is also that of their colours. */
    static List<String> causes(ProfileReport report) {
        return new ArrayList<>(Causes.summary(report.outliers()).keySet());
    }

    static int colour(List<String> causes, String cause) {
        return Math.min(COLOURS - 1, causes.indexOf(cause));
    }

    /** 1, 2 or 5 of some decimal place, so that there are ten or fewer. */
    private static double step(double seconds) {
        double decade = 0.1;
        while (seconds / (5 * decade) > MOST_TICKS) {
            decade *= 10;
        }
        double two = seconds / (2 * decade) > MOST_TICKS ? 5 * decade : 2 * decade;
        return seconds / decade > MOST_TICKS ? two : decade;
    }

    private static void curve(SvgPen pen, TimeLine course, LogAxis y, boolean longest) {
        double[] points = new double[2 * course.slices()];
        int count = 0;
        for (int i = 0; i < course.slices(); i++) {
            long nanos = longest ? course.longestNanos(i) : course.meanNanos(i);
            if (nanos > 0) {
                points[count++] = LEFT + (RIGHT - LEFT) * (i + 0.5) / course.slices();
                points[count++] = y.at(nanos);
            }
        }
        pen.path(longest ? "longest s0" : "line s0", points, count, longest ? "longest" : "mean");
    }
}
