package quietline.streaming.profile;

import java.util.List;
import java.util.Locale;

/** Numbers against times, both logarithmic, with the time there is for a hop as a dashed line. */
final class CurveChart {

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 330;
    private static final int LEFT = 70;
    private static final int RIGHT = 985;
    private static final int TOP = 14;
    private static final int BOTTOM = 290;
    private static final int ASIDE = 20;
    private static final double MICROS = 1000;

    private CurveChart() {}

    /**
     * @param rows in the order of their numbers
     * @param number the column of them
     * @param columns one for each curve, in µs
     */
    static String svg(
            String title, List<List<Object>> rows, int number, int[] columns, List<String> names) {
        double least = ProfileSettings.HOP_NANOS;
        double most = ProfileSettings.HOP_NANOS;
        for (List<Object> row : rows) {
            for (int column : columns) {
                least = Math.min(least, nanos(row, column));
                most = Math.max(most, nanos(row, column));
            }
        }
        LogAxis y = new LogAxis(least, most, BOTTOM, TOP);
        double first = rows.isEmpty() ? 1 : (Double) rows.get(0).get(number);
        double last = rows.isEmpty() ? 1 : (Double) rows.get(rows.size() - 1).get(number);
        LogAxis x = new LogAxis(first, last, LEFT + ASIDE, RIGHT - ASIDE);
        SvgPen pen = new SvgPen(WIDTH, HEIGHT, title);
        for (double tick : y.ticks()) {
            pen.line("grid", LEFT, y.at(tick), RIGHT, y.at(tick));
            pen.text("", "end", LEFT - 8, y.at(tick) + 4, PercentileChart.label(tick));
        }
        for (double tick : x.ticks()) {
            pen.line("grid", x.at(tick), TOP, x.at(tick), BOTTOM);
            String count = String.format(Locale.ROOT, "%,.0f", tick);
            pen.text("", "middle", x.at(tick), BOTTOM + 20, count);
        }
        double deadline = y.at(ProfileSettings.HOP_NANOS);
        pen.line("limit", LEFT, deadline, RIGHT, deadline);
        for (int c = 0; c < columns.length; c++) {
            double[] points = new double[2 * rows.size()];
            for (int i = 0; i < rows.size(); i++) {
                double count = (Double) rows.get(i).get(number);
                double nanos = nanos(rows.get(i), columns[c]);
                points[2 * i] = x.at(count);
                points[2 * i + 1] = y.at(nanos);
                String told =
                        String.format(
                                Locale.ROOT,
                                "%s, %,.0f: %s",
                                names.get(c),
                                count,
                                Metric.time(nanos));
                pen.dot("f" + c, points[2 * i], points[2 * i + 1], 3.5, told);
            }
            pen.path("line s" + c, points, points.length, names.get(c));
        }
        return pen.close();
    }

    private static double nanos(List<Object> row, int column) {
        return MICROS * (Double) row.get(column);
    }
}
