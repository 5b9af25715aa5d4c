package quietline.streaming.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import quietline.streaming.profile.ReportTable.Column;

/** A report as lines of text. */
public final class TerminalReport {

    private static final int WORST_SHOWN = 10;
    private static final int FACT_COLUMNS = 12;
    private static final Pattern WRAPPED = Pattern.compile(".{1,96}(?:\\s|$)");

    private final ProfileReport report;
    private final List<String> lines = new ArrayList<>();

    private TerminalReport(ProfileReport report) {
        this.report = report;
    }

    public static List<String> lines(ProfileReport report) {
        TerminalReport text = new TerminalReport(report);
        text.write();
        return text.lines;
    }

    private void write() {
        lines.add("%s: %s".formatted(report.mode(), report.title()));
        report.facts().forEach((name, value) -> line("  %-" + FACT_COLUMNS + "s%s", name, value));
        lines.add("");
        if (!report.series().isEmpty()) {
            table(PercentileTable.of(report));
        }
        rest();
        report.tables().forEach(this::table);
        if (report.outliersInAll() > 0) {
            outliers();
        }
        report.remarks().forEach(lines::add);
    }

    /** The metrics that no table shows. */
    private void rest() {
        int before = lines.size();
        for (Metric metric : report.metrics().values()) {
            boolean shown = report.series().isEmpty() || !PercentileTable.shows(metric.key());
            if (shown) {
                line("  %-20s%s", metric.key(), metric.text());
            }
        }
        if (lines.size() > before) {
            lines.add("");
        }
    }

    private void outliers() {
        line(
                "%,d hops took longer than %s; the worst %d by cause:",
                report.outliersInAll(),
                Metric.time(report.thresholdNanos()),
                report.outliers().size());
        Map<String, long[]> causes = Causes.summary(report.outliers());
        causes.forEach(
                (cause, sum) -> line("  %6d × %-32s%s in all", sum[0], cause, Metric.time(sum[1])));
        lines.add("");
        ReportTable worst = OutlierTable.of(report, WORST_SHOWN);
        table(worst);
    }

    private void table(ReportTable table) {
        lines.addAll(tableLines(table));
    }

    static List<String> tableLines(ReportTable table) {
        List<String> lines = new ArrayList<>();
        List<Column> columns = table.columns();
        int[] widths = new int[columns.size()];
        for (int c = 0; c < widths.length; c++) {
            widths[c] = columns.get(c).title().length();
            for (List<Object> row : table.rows()) {
                String text = ReportTable.text(columns.get(c), row.get(c));
                widths[c] = Math.max(widths[c], text.length());
            }
        }
        lines.add(table.title());
        List<String> titles = columns.stream().map(Column::title).toList();
        lines.add(row(columns, titles, widths));
        for (List<Object> row : table.rows()) {
            List<String> texts = new ArrayList<>();
            for (int c = 0; c < widths.length; c++) {
                texts.add(ReportTable.text(columns.get(c), row.get(c)));
            }
            lines.add(row(columns, texts, widths));
        }
        if (!table.note().isEmpty()) {
            WRAPPED.matcher(table.note())
                    .results()
                    .forEach(line -> lines.add("  " + line.group().strip()));
        }
        lines.add("");
        return lines;
    }

    private static String row(List<Column> columns, List<String> texts, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < widths.length; c++) {
            String side = columns.get(c).isText() ? "-" : "";
            line.append("  ").append(("%" + side + widths[c] + "s").formatted(texts.get(c)));
        }
        return line.toString().stripTrailing();
    }

    private void line(String format, Object... arguments) {
        lines.add(String.format(Locale.ROOT, format, arguments));
    }
}
