package quietline.streaming.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import quietline.streaming.profile.ReportTable.Column;

/**
 * The same measured in several starts of Java, for each compiles a little differently: what one
 * start shows, the next need not.
 */
public final class EngineStarts {

    private EngineStarts() {}

    /** {@code arguments} measure the engine and lack only where the report goes. */
    public static void add(ProfileReport report, ChildJava java, List<String> arguments, int count)
            throws IOException {
        ReportTable table =
                new ReportTable(
                        "starts_of_java",
                        "Starts of Java",
                        new Column("start", "start", 0),
                        new Column("p50", "p50/µs", 2),
                        new Column("p99", "p99/µs", 2));
        List<long[]> starts = new ArrayList<>();
        try (TemporaryFolder folder = new TemporaryFolder()) {
            Path file = folder.path().resolve("start.json");
            for (int i = 1; i <= count; i++) {
                List<String> command = new ArrayList<>(arguments);
                command.add("--json=" + file);
                command.add("--force");
                java.run(command);
                SavedReport start = SavedReport.read(file);
                starts.addAll(start.starts());
                table.row(
                        i,
                        start.metrics().get("p50_ns") / 1e3,
                        start.metrics().get("p99_ns") / 1e3);
            }
        }
        report.add(table);
        report.starts(starts);
    }
}
