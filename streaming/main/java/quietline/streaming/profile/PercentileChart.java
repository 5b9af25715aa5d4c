package quietline.streaming.profile;

import java.util.List;

/**
 * What share of the hops took how long. To the right, each nine more takes as much room as the one
 * before, for the rare slow hops are what matters.
 */
final class PercentileChart {

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 360;
    private static final int LEFT = 70;
    private static final int RIGHT = 985;
    private static final int TOP = 14;
    private static final int BOTTOM = 320;
    private static final int STEPS_PER_NINE = 24;
    private static final String[] NINES = {"0 %", "90 %", "99 %", "99.9 %", "99.99 %", "99.999 %"};

    private PercentileChart() {}

    static String svg(List<Series> series) {
        long hops = series.get(0).histogram().getTotalCount();
        int nines = (int) Math.max(2, Math.min(NINES.length - 1, Math.ceil(Math.log10(hops))));
        double low = Double.MAX_VALUE;
        double high = 0;
        for (Series one : series) {
            low = Math.min(low, one.percentile(0));
            high = Math.max(high, one.histogram().getMaxValue());
        }
        LogAxis y = new LogAxis(low, high, BOTTOM, TOP);
        SvgPen pen = new SvgPen(WIDTH, HEIGHT, "percentiles of the time per hop");
        for (double tick : y.ticks()) {
            pen.line("grid", LEFT, y.at(tick), RIGHT, y.at(tick));
            pen.text("", "end", LEFT - 8, y.at(tick) + 4, label(tick));
        }
        for (int nine = 0; nine <= nines; nine++) {
            double x = LEFT + (double) (RIGHT - LEFT) * nine / nines;
            pen.line("grid", x, TOP, x, BOTTOM);
            String anchor = nine == nines ? "end" : "middle";
            pen.text("", anchor, x, BOTTOM + 20, NINES[nine]);
        }
        double median = LEFT + (RIGHT - LEFT) * Math.log10(2) / nines;
        pen.line("grid", median, TOP, median, BOTTOM);
        pen.text("", "middle", median, BOTTOM + 20, "50 %");
        for (int s = series.size() - 1; s >= 0; s--) {
            curve(pen, series.get(s), s, y, nines);
        }
        return pen.close();
    }

    /** Without "0" after the point: {@code 20 µs}. */
    static String label(double nanos) {
        return Metric.time(nanos).replaceFirst("\\.0+ ", " ");
    }

    private static void curve(SvgPen pen, Series series, int s, LogAxis y, int nines) {
        int steps = nines * STEPS_PER_NINE;
        double[] points = new double[2 * (steps + 1)];
        for (int i = 0; i <= steps; i++) {
            double percent = 100 * (1 - Math.pow(10, -(double) i / STEPS_PER_NINE));
            points[2 * i] = LEFT + (double) (RIGHT - LEFT) * i / steps;
            points[2 * i + 1] = y.at(series.percentile(percent));
        }
        pen.path("line s" + s % 4, points, points.length, series.name());
    }
}
