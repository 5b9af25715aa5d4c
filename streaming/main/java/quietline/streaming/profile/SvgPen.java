package quietline.streaming.profile;

import java.util.Locale;

/** Writes SVG, in whose coordinates a tenth is fine enough. Colours are classes of report.css. */
final class SvgPen {

    private final StringBuilder text = new StringBuilder();

    SvgPen(int width, int height, String title) {
        text.append(
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n"
                        .formatted(width, height, escaped(title)));
    }

    SvgPen line(String style, double x1, double y1, double x2, double y2) {
        return element(
                "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
                style, x1, y1, x2, y2);
    }

    SvgPen box(String style, double x, double y, double width, double height, String told) {
        return element(
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"2\">"
                        + "<title>%s</title></rect>",
                style, x, y, width, height, escaped(told));
    }

    SvgPen dot(String style, double x, double y, double radius, String told) {
        return element(
                "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"><title>%s</title></circle>",
                style, x, y, radius, escaped(told));
    }

    /** {@code anchor}: start, middle, end. */
    SvgPen text(String style, String anchor, double x, double y, String what) {
        return element(
                "<text class=\"%s\" text-anchor=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>",
                style, anchor, x, y, escaped(what));
    }

    /** {@code points} are x and y in turn. */
    SvgPen path(String style, double[] points, int count, String told) {
        StringBuilder steps = new StringBuilder();
        for (int i = 0; i < count; i += 2) {
            steps.append(
                    String.format(
                            Locale.ROOT,
                            "%s%.1f %.1f",
                            i == 0 ? "M" : "L",
                            points[i],
                            points[i + 1]));
        }
        return element(
                "<path class=\"%s\" d=\"%s\"><title>%s</title></path>",
                style, steps, escaped(told));
    }

    private SvgPen element(String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
        return this;
    }

    /** What a page may hold as text, or between quotes. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** The finished picture. */
    String close() {
        return text + "</svg>\n";
    }
}
