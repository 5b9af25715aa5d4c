package quietline.streaming.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Draws one SVG chart. Times go upwards on a logarithmic axis that begins and ends at a step of 1,
 * 2 or 5; a chart of bars has no axis. Colours are classes of report.css.
 */
final class Chart {

    static final double LEFT = 70;
    static final double RIGHT = 985;

    private static final int WIDTH = 1000;
    private static final double TOP = 14;
    private static final int BELOW = 40;

    private final StringBuilder svg = new StringBuilder();
    private final double bottom;
    private final LogScale times;

    /**
     * A chart of times from {@code lowNanos} to {@code highNanos}, with the lines of their axis.
     */
    Chart(String title, int height, double lowNanos, double highNanos) {
        bottom = height - BELOW;
        times = new LogScale(lowNanos, highNanos);
        begin(title, height);
        for (double tick : times.ticks()) {
            line("grid", LEFT, y(tick), RIGHT, y(tick));
            text("", "end", LEFT - 8, y(tick) + 4, label(tick));
        }
    }

    /** A chart without axes. */
    Chart(String title, int height) {
        bottom = height;
        times = null;
        begin(title, height);
    }

    private void begin(String title, int height) {
        add(
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
                WIDTH, height, escaped(title));
    }

    /** Returns the height at which a time is drawn. */
    double y(double nanos) {
        return bottom - (bottom - TOP) * times.share(nanos);
    }

    /** Returns a time without zeros after the point: {@code 20 µs}. */
    static String label(double nanos) {
        return Metric.time(nanos).replaceFirst("\\.0+ ", " ");
    }

    /** Draws a vertical line of the grid, with a label below. */
    void tick(double x, String anchor, String label) {
        line("grid", x, TOP, x, bottom);
        text("", anchor, x, bottom + 20, label);
    }

    /** Draws the time within which a hop must be done. */
    void deadline() {
        double y = y(ProfileSettings.HOP_NANOS);
        line("limit", LEFT, y, RIGHT, y);
    }

    private void line(String style, double x1, double y1, double x2, double y2) {
        add(
                "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
                style, x1, y1, x2, y2);
    }

    void bar(double x, double y, double width, double height, String tip) {
        add(
                "<rect class=\"bar\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"2\">"
                        + "<title>%s</title></rect>",
                x, y, width, height, escaped(tip));
    }

    void dot(String style, double x, double y, String tip) {
        add(
                "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"><title>%s</title></circle>",
                style, x, y, escaped(tip));
    }

    /**
     * @param anchor start, middle or end
     */
    void text(String style, String anchor, double x, double y, String text) {
        add(
                "<text class=\"%s\" text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>",
                style, anchor, x, y, escaped(text));
    }

    /**
     * @param points x and y in turn
     */
    void path(String style, List<Double> points, String tip) {
        StringBuilder steps = new StringBuilder();
        for (int i = 0; i < points.size(); i += 2) {
            steps.append(
                    String.format(
                            Locale.ROOT,
                            "%s%.1f %.1f",
                            i == 0 ? "M" : "L",
                            points.get(i),
                            points.get(i + 1)));
        }
        add("<path class=\"%s\" d=\"%s\"><title>%s</title></path>", style, steps, escaped(tip));
    }

    private void add(String format, Object... arguments) {
        svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }

    /** Returns the text as HTML and SVG can hold it, also between quotes. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Returns the finished chart. */
    String svg() {
        return svg + "</svg>\n";
    }

    /** A logarithmic axis that begins and ends at a step of 1, 2 or 5 times a power of ten. */
    static final class LogScale {

        private static final int MOST_TICKS = 9;

        private final double low;
        private final double high;

        LogScale(double low, double high) {
            this.low = stepBelow(Math.max(1, low));
            double last = stepBelow(Math.max(1, high));
            this.high = Math.max(2 * this.low, last < high ? stepAfter(last) : last);
        }

        private static double stepBelow(double value) {
            double decade = Math.pow(10, Math.floor(Math.log10(value)));
            return value >= 5 * decade ? 5 * decade : value >= 2 * decade ? 2 * decade : decade;
        }

        private static double stepAfter(double step) {
            double decade = Math.pow(10, Math.floor(Math.log10(step) + 1e-9));
            long factor = Math.round(step / decade);
            return factor == 1 ? 2 * decade : factor == 2 ? 5 * decade : 10 * decade;
        }

        /** Returns where on the axis a value lies: 0 at its beginning, 1 at its end. */
        double share(double value) {
            double within = Math.max(low, Math.min(high, value));
            return Math.log(within / low) / Math.log(high / low);
        }

        /** Returns the steps to be labelled: all, or only powers of ten if those are too many. */
        List<Double> ticks() {
            List<Double> ticks = new ArrayList<>();
            List<Double> decades = new ArrayList<>();
            for (double tick = low; tick <= high * 1.0001; tick = stepAfter(tick)) {
                ticks.add(tick);
                if (Math.abs(Math.log10(tick) - Math.rint(Math.log10(tick))) < 1e-6) {
                    decades.add(tick);
                }
            }
            return ticks.size() <= MOST_TICKS ? ticks : decades;
        }
    }
}
