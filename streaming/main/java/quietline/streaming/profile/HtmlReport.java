package quietline.streaming.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import quietline.streaming.profile.ReportTable.Column;

/** A report as one HTML page that needs nothing else: no script, no font, no network. */
public final class HtmlReport {

    private static final int WORST_SHOWN = 50;

    /** Left out of the figures at the top, which have room for a few. */
    private static final Set<String> MINOR =
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
        String name = "Quietline profile: " + report.mode;
        add("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">");
        add("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        add("<link rel=\"icon\" href=\"data:,\">");
        add("<title>%s</title>\n<style>", name);
        page.append(style());
        add("</style>\n</head>\n<body>");
        add("<h1>%s</h1>\n<p class=\"lead\">%s</p>", name, report.title);
        figures();
        for (ReportTable table : report.tables) {
            section(table);
            if (table.key.equals(ProfileReport.PERCENTILES)) {
                course();
            }
        }
        if (report.outlierCount > 0) {
            section(report.outlierTable(WORST_SHOWN));
        }
        add("<section>\n<h2>Environment</h2>\n<dl>");
        report.facts.forEach((key, value) -> add("<dt>%s</dt><dd>%s</dd>", key, value));
        add("</dl>");
        report.remarks.forEach(this::note);
        add("</section>\n</body>\n</html>");
    }

    private void figures() {
        add("<div class=\"figures\">");
        for (Metric metric : report.metrics.values()) {
            if (!MINOR.contains(metric.key())) {
                add(
                        "<div class=\"figure\"><b>%s</b><span>%s</span></div>",
                        metric.text(), metric.key().replace('-', ' '));
            }
        }
        add("</div>");
    }

    private void section(ReportTable table) {
        add("<section>\n<h2>%s</h2>", table.title);
        if (table.key.equals(ProfileReport.PERCENTILES)) {
            page.append(ReportCharts.percentiles(report.series));
            List<String> names = report.series.stream().map(one -> one.name).toList();
            key("f", ReportCharts.COLOURS, names);
            note("Horizontal: the share of %ss that took no longer.".formatted(report.counted));
        }
        table(table);
        add("</section>");
    }

    private void course() {
        add("<section>\n<h2>Time per %s over the run</h2>", report.counted);
        page.append(ReportCharts.course(report));
        List<String> causes = new ArrayList<>();
        for (Causes.Share share : Causes.summary(report.outliers)) {
            causes.add(share.cause() + ": " + share.count());
        }
        key("k", ReportCharts.CAUSE_COLOURS, causes);
        int batches = report.series.get(0).batches.size();
        note("Thick: median, thin: longest, of %d batches of hops.".formatted(batches));
        if (report.hasDeadline) {
            note("Dashed: " + ProfileSettings.HOP + ", the time in which a hop must be done.");
        }
        if (!causes.isEmpty()) {
            note(
                    "%s; dots: the slowest. The key counts the causes of the slowest %d."
                            .formatted(report.outlierText(), report.outliers.size()));
        }
        add("</section>");
    }

    private void key(String style, int colours, List<String> names) {
        if (names.isEmpty()) {
            return;
        }
        add("<ul class=\"key\">");
        for (int i = 0; i < names.size(); i++) {
            add(
                    "<li><svg viewBox=\"0 0 12 12\"><circle class=\"%s%s\" cx=\"6\" cy=\"6\""
                            + " r=\"5\"/></svg>%s</li>",
                    style, Math.min(colours - 1, i), names.get(i));
        }
        add("</ul>");
    }

    private void table(ReportTable table) {
        add("<table>\n<tr>");
        for (Column column : table.columns) {
            add("<th class=\"%s\">%s</th>", side(column), column.title());
        }
        add("</tr>");
        for (List<Object> row : table.rows) {
            boolean sum = "all".equals(row.get(0));
            add(sum ? "<tr class=\"sum\">" : "<tr>");
            for (int c = 0; c < row.size(); c++) {
                Column column = table.columns.get(c);
                add("<td class=\"%s\">%s</td>", side(column), column.text(row.get(c)));
                if (column.key().equals(StageTable.SHARE) && !sum) {
                    String width =
                            String.format(Locale.ROOT, "width:%.1frem", (Double) row.get(c) / 2);
                    add("<td><div class=\"bar\" style=\"%s\"></div></td>", width);
                }
            }
            add("</tr>");
        }
        add("</table>");
    }

    private static String side(Column column) {
        return column.isText() ? "left" : "right";
    }

    private void note(String text) {
        add("<p class=\"note\">%s</p>", text);
    }

    /** Adds a line in which all arguments are escaped. */
    private void add(String format, Object... arguments) {
        Object[] escaped =
                Arrays.stream(arguments).map(one -> Chart.escaped(one.toString())).toArray();
        page.append(format.formatted(escaped)).append('\n');
    }

    private static String style() {
        try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
