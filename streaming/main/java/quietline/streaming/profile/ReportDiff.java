package quietline.streaming.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import quietline.streaming.io.AudioException;
import quietline.streaming.io.JsonText;
import quietline.streaming.profile.ReportTable.Column;

/** Two reports beside each other: the verdict, the figures, and what was not the same. */
public final class ReportDiff {

    private static final int FEWEST_BATCHES = 5;

    private final SavedReport a;
    private final SavedReport b;
    private final Comparison comparison;

    private ReportDiff(SavedReport a, SavedReport b) {
        this.a = a;
        this.b = b;
        comparison = Comparison.of(a.starts(), b.starts());
    }

    public static ReportDiff of(Path fileA, Path fileB) throws IOException {
        SavedReport a = SavedReport.read(fileA);
        SavedReport b = SavedReport.read(fileB);
        if (!a.mode().equals(b.mode())) {
            throw new AudioException(
                    fileB,
                    "is of the mode %s, expected %s as %s is".formatted(b.mode(), a.mode(), fileA));
        }
        checkBatches(fileA, a);
        checkBatches(fileB, b);
        return new ReportDiff(a, b);
    }

    private static void checkBatches(Path file, SavedReport report) throws IOException {
        if (report.starts().isEmpty()) {
            throw new AudioException(
                    file,
                    "is of the mode %s, which has no hops to compare by".formatted(report.mode()));
        }
        if (report.batches() < FEWEST_BATCHES) {
            throw new AudioException(
                    file,
                    "has %d batches of hops to compare by, expected %d at least: measure longer"
                            .formatted(report.batches(), FEWEST_BATCHES));
        }
    }

    public Comparison comparison() {
        return comparison;
    }

    /** What one says of the median hop, in two lines at most. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(comparison.text());
        if (!comparison.acrossStarts()) {
            lines.add(
                    "(of these two starts of Java; others may differ by some per cent, which"
                            + " 'profile engine --starts 5' takes in)");
        }
        lines.add("");
        lines.addAll(TerminalReport.tableLines(figures()));
        differences().ifPresent(table -> lines.addAll(TerminalReport.tableLines(table)));
        return lines;
    }

    private ReportTable figures() {
        ReportTable table =
                new ReportTable(
                        "figures",
                        "Figures",
                        Column.text("figure", ""),
                        new Column("a", "A", 2),
                        new Column("b", "B", 2),
                        new Column("ratio", "B/A", 3));
        for (String key : a.metrics().keySet()) {
            Double one = a.metrics().get(key);
            Double other = b.metrics().get(key);
            if (other != null) {
                boolean time = key.endsWith("_ns");
                double unit = time ? 1000 : 1;
                table.row(
                        time ? key.replace("_ns", ", µs") : key,
                        one / unit,
                        other / unit,
                        one > 0 ? other / one : null);
            }
        }
        return table;
    }

    /** Empty where both were measured in the same circumstances. */
    private Optional<ReportTable> differences() {
        ReportTable table =
                new ReportTable(
                        "differences",
                        "Not the same",
                        Column.text("fact", ""),
                        Column.text("a", "A"),
                        Column.text("b", "B"));
        TreeSet<String> facts = new TreeSet<>(a.environment().keySet());
        facts.addAll(b.environment().keySet());
        for (String fact : facts) {
            String one = a.environment().get(fact);
            String other = b.environment().get(fact);
            if (!Objects.equals(one, other)) {
                table.row(fact, one, other);
            }
        }
        return table.rows().isEmpty() ? Optional.empty() : Optional.of(table);
    }

    public String json() {
        JsonText json = new JsonText().object();
        json.put("verdict", comparison.verdict().name().toLowerCase(Locale.ROOT));
        json.put("ratio", comparison.ratio(), 5);
        json.put("low", comparison.low(), 5);
        json.put("high", comparison.high(), 5);
        json.put("across_starts", comparison.acrossStarts());
        JsonReport.table(json, figures());
        differences().ifPresent(table -> JsonReport.table(json, table));
        return json.end().toString();
    }
}
