package quietline.streaming.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Draws one SVG chart. Times go upwards on a logarithmic axis; positions across go from 0 to 1.
 * Colours are classes of report.css.
 */
final class Chart {

    private static final int WIDTH = 1000;
    private static final double LEFT = 70;
    private static final double RIGHT = 985;
    private static final double TOP = 14;
    private static final int BELOW = 40;

    /**
     * A line through times.
     *
     * @param style its classes
     * @param points from position across to nanoseconds
     */
    record Curve(String style, String name, TreeMap<Double, Double> points) {}

    private final StringBuilder svg = new StringBuilder();

    /** Curves and dots, which are drawn above the grid. */
    private final StringBuilder above = new StringBuilder();

    private final double bottom;
    private final LogScale times;

    /**
     * Draws the curves, with an axis for all their times, and for the deadline of a hop if wanted.
     */
    Chart(String title, int height, boolean deadline, List<Curve> curves) {
        bottom = height - BELOW;
        double low = deadline ? ProfileSettings.HOP_NANOS : Double.MAX_VALUE;
        double high = deadline ? ProfileSettings.HOP_NANOS : 0;
        for (Curve curve : curves) {
            for (double nanos : curve.points.values()) {
                low = Math.min(low, nanos);
                high = Math.max(high, nanos);
            }
        }
        times = new LogScale(low, high);
        add(
                svg,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">",
                WIDTH,
                height,
                escaped(title));
        for (double tick : times.ticks()) {
            line("grid", LEFT, y(tick), RIGHT, y(tick));
            text("end", LEFT - 8, y(tick) + 4, label(tick));
        }
        if (deadline) {
            double y = y(ProfileSettings.HOP_NANOS);
            line("limit", LEFT, y, RIGHT, y);
        }
        curves.forEach(this::draw);
    }

    private void draw(Curve curve) {
        StringBuilder path = new StringBuilder();
        for (Map.Entry<Double, Double> point : curve.points.entrySet()) {
            path.append(path.isEmpty() ? 'M' : 'L');
            double y = y(point.getValue());
            path.append(String.format(Locale.ROOT, "%.1f %.1f", x(point.getKey()), y));
        }
        String name = escaped(curve.name);
        add(above, "<path class=\"%s\" d=\"%s\"><title>%s</title></path>", curve.style, path, name);
    }

    private static double x(double across) {
        return LEFT + (RIGHT - LEFT) * across;
    }

    private double y(double nanos) {
        return bottom - (bottom - TOP) * times.share(nanos);
    }

    /** Returns a time without zeros after the point: {@code 20 µs}. */
    static String label(double nanos) {
        return Metric.time(nanos).replaceFirst("\\.0+ ", " ");
    }

    /** Draws a vertical line of the grid, with a label below. */
    void tick(double across, String label) {
        line("grid", x(across), TOP, x(across), bottom);
        text(across == 1 ? "end" : "middle", x(across), bottom + 20, label);
    }

    void dot(String style, double across, double nanos, String tip) {
        add(
                above,
                "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"><title>%s</title></circle>",
                style,
                x(across),
                y(nanos),
                escaped(tip));
    }

    private void text(String anchor, double x, double y, String text) {
        add(
                svg,
                "<text text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>",
                anchor,
                x,
                y,
                escaped(text));
    }

    private void line(String style, double x1, double y1, double x2, double y2) {
        add(
                svg,
                "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
                style,
                x1,
                y1,
                x2,
                y2);
    }

    private static void add(StringBuilder to, String format, Object... arguments) {
        to.append(String.format(Locale.ROOT, format, arguments)).append('\n');
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
        return svg.toString() + above + "</svg>\n";
    }

    /** A logarithmic axis that begins and ends at a step of 1, 2 or 5 times a power of ten. */
    static final class LogScale {

        private static final int MOST_TICKS = 9;

        private final List<Double> steps = new ArrayList<>();

        LogScale(double low, double high) {
            double decade = Math.pow(10, Math.floor(Math.log10(Math.max(1, low))));
            for (int i = 0; steps.size() < 2 || steps.get(steps.size() - 1) < high; i++) {
                double step = decade * new int[] {1, 2, 5}[i % 3];
                if (!steps.isEmpty() && step <= low) {
                    steps.clear();
                }
                steps.add(step);
                decade *= i % 3 == 2 ? 10 : 1;
            }
        }

        /** Returns where on the axis a value lies: 0 at its beginning, 1 at its end. */
        double share(double value) {
            double low = steps.get(0);
            double high = steps.get(steps.size() - 1);
            double within = Math.max(low, Math.min(high, value));
            return Math.log(within / low) / Math.log(high / low);
        }

        /** Returns the steps to be labelled: all, or only powers of ten if those are too many. */
        List<Double> ticks() {
            return steps.size() <= MOST_TICKS
                    ? steps
                    : steps.stream().filter(step -> Math.abs(Math.log10(step) % 1) < 1e-6).toList();
        }
    }
}
