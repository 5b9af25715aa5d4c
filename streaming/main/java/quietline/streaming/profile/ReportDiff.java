package quietline.streaming.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import quietline.streaming.io.AudioException;
import quietline.streaming.io.FileKind;
import quietline.streaming.profile.ReportTable.Column;

/** Two saved reports side by side: a verdict on the median hop, the figures, the environments. */
public final class ReportDiff {

    private static final int FEWEST_BATCHES = 5;

    private final SavedReport a;
    private final SavedReport b;
    private final Comparison comparison;

    private ReportDiff(SavedReport a, SavedReport b) {
        this.a = a;
        this.b = b;
        comparison = Comparison.of(a.batchMedians(), b.batchMedians());
    }

    /**
     * @throws IOException if a file is no report, or the two cannot be compared
     */
    public static ReportDiff of(Path fileA, Path fileB) throws IOException {
        FileKind.checkFile(fileA, "a profile report");
        FileKind.checkFile(fileB, "a profile report");
        SavedReport a = SavedReport.read(fileA);
        SavedReport b = SavedReport.read(fileB);
        if (!a.mode().equals(b.mode())) {
            throw new AudioException(
                    fileB,
                    "is a report of the mode %s, but %s of %s; compare reports of one mode"
                            .formatted(b.mode(), fileA, a.mode()));
        }
        checkComparable(fileA, a);
        checkComparable(fileB, b);
        return new ReportDiff(a, b);
    }

    private static void checkComparable(Path file, SavedReport report) throws IOException {
        int batches = report.batchMedians().length;
        if (batches == 0) {
            throw new AudioException(
                    file, "has no single hops to compare; the mode is " + report.mode());
        }
        if (batches < FEWEST_BATCHES) {
            throw new AudioException(
                    file,
                    "has only %d batches of hops, at least %d are needed; measure longer"
                            .formatted(batches, FEWEST_BATCHES));
        }
        if (!report.warmedUp()) {
            throw new AudioException(
                    file, "its run was not warmed up; measure again with a longer --warmup");
        }
    }

    public Comparison comparison() {
        return comparison;
    }

    /** Returns the verdict, the figures and the environments' differences as text. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(comparison.text());
        lines.add(
                "(This holds for these two starts of Java. Others may differ by some per cent:"
                        + " measure more than once.)");
        lines.add("");
        lines.addAll(figures().lines());
        ReportTable differences = differences();
        if (!differences.rows.isEmpty()) {
            lines.addAll(differences.lines());
        }
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
            if (one != null && other != null) {
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

    /** Returns the facts of the environments that differ. */
    private ReportTable differences() {
        ReportTable table =
                new ReportTable(
                        "differences",
                        "Differences of the environments",
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
        return table;
    }
}
