package quietline.streaming.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import quietline.streaming.profile.ReportTable.Column;

/** A report as one page that needs nothing else: no script, no font, no network. */
public final class HtmlReport {

    private static final int WORST_SHOWN = 50;
    private static final String DASHED = "Dashed: 16 ms, by when a hop must be done.";

    /** Kept from the cards at the top, which have room for a few. */
    private static final Set<String> LESSER =
            Set.of("p90", "mean", "service-p50", "service-p99", "service-max");

    private final ProfileReport report;
    private final StringBuilder page = new StringBuilder();

    private HtmlReport(ProfileReport report) {
        this.report = report;
    }

    public static String text(ProfileReport report) {
        HtmlReport html = new HtmlReport(report);
        html.write();
        return html.page.toString();
    }

    private void write() {
        String name = "Quietline profile: " + report.mode();
        add("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">");
        add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        add("<link rel=\"icon\" href=\"data:,\">");
        add("<title>%s</title>\n<style>\n%s</style>\n</head>\n<body>", escaped(name), style());
        add("<h1>%s</h1>\n<p class=\"lead\">%s</p>", escaped(name), escaped(report.title()));
        figures();
        if (!report.series().isEmpty()) {
            percentiles();
            course();
        }
        for (ReportTable table : report.tables()) {
            begin(table.title());
            if (table.key().equals(StageTable.KEY)) {
                page.append(StageChart.svg(table));
            } else if (table.key().equals(StreamsProfile.LEVELS)) {
                page.append(LevelChart.svg(table));
                key("f", LevelChart.CURVES);
                add("<p class=\"note\">Across: how many streams. %s</p>", DASHED);
            }
            table(table);
            end();
        }
        if (report.outliersInAll() > 0) {
            begin("The worst hops");
            table(OutlierTable.of(report, WORST_SHOWN));
            end();
        }
        begin("Where and with what");
        add("<dl>");
        report.facts()
                .forEach(
                        (key, value) ->
                                add("<dt>%s</dt><dd>%s</dd>", escaped(key), escaped(value)));
        add("</dl>");
        report.remarks().forEach(remark -> add("<p class=\"note\">%s</p>", escaped(remark)));
        end();
        add("</body>\n</html>");
    }

    private void figures() {
        add("<div class=\"figures\">");
        for (Metric metric : report.metrics().values()) {
            if (!LESSER.contains(metric.key())) {
                add(
                        "<div class=\"figure\"><b>%s</b><span>%s</span></div>",
                        escaped(metric.text()), escaped(metric.key().replace('-', ' ')));
            }
        }
        add("</div>");
    }

    private void percentiles() {
        begin("How many %ss took how long".formatted(report.counted()));
        page.append(PercentileChart.svg(report.series()));
        List<String> names = report.series().stream().map(Series::name).toList();
        key("f", names);
        ReportTable table = PercentileTable.of(report);
        add(
                "<p class=\"note\">Across: the share of the %ss that took no longer. %s:</p>",
                report.counted(), table.title());
        table(table);
        end();
    }

    private void course() {
        begin("In the course of the run");
        page.append(TimeLineChart.svg(report));
        List<String> causes = TimeLineChart.causes(report);
        List<String> named = new ArrayList<>();
        Causes.summary(report.outliers())
                .forEach((cause, sum) -> named.add("%s: %d".formatted(cause, sum[0])));
        if (!named.isEmpty()) {
            key("k", named);
        }
        add(
                "<p class=\"note\">Thick: mean, thin: longest, of %s each.%s%s</p>",
                Metric.time(report.series().get(0).timeLine().sliceNanos()),
                report.mode().equals(PacedProfile.MODE) ? " " + DASHED : "",
                causes.isEmpty()
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                " Dots: the worst of %,d hops that took longer than %s. The key"
                                        + " counts the causes of the worst %d.",
                                report.outliersInAll(),
                                Metric.time(report.thresholdNanos()),
                                report.outliers().size()));
        end();
    }

    private void key(String style, List<String> names) {
        add("<ul class=\"key\">");
        for (int i = 0; i < names.size(); i++) {
            int colour = style.equals("k") ? Math.min(5, i) : i % 4;
            add(
                    "<li><svg viewBox=\"0 0 12 12\"><circle class=\"%s%d\" cx=\"6\" cy=\"6\""
                            + " r=\"5\"/></svg>%s</li>",
                    style, colour, escaped(names.get(i)));
        }
        add("</ul>");
    }

    private void table(ReportTable table) {
        add("<table>\n<tr>");
        for (Column column : table.columns()) {
            add("<th%s>%s</th>", side(column), escaped(column.title()));
        }
        add("</tr>");
        for (List<Object> row : table.rows()) {
            add("all".equals(row.get(0)) ? "<tr class=\"sum\">" : "<tr>");
            for (int c = 0; c < row.size(); c++) {
                Column column = table.columns().get(c);
                String text = ReportTable.text(column, row.get(c));
                add("<td%s>%s</td>", side(column), escaped(text));
            }
            add("</tr>");
        }
        add("</table>");
        if (!table.note().isEmpty()) {
            add("<p class=\"note\">%s</p>", escaped(table.note()));
        }
    }

    private static String side(Column column) {
        return column.isText() ? " class=\"t\"" : "";
    }

    private void begin(String title) {
        add("<section>\n<h2>%s</h2>", escaped(title));
    }

    private void end() {
        add("</section>");
    }

    private void add(String format, Object... arguments) {
        page.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }

    private static String escaped(String text) {
        return SvgPen.escaped(text);
    }

    private static String style() {
        try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
