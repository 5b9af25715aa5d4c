package quietline.streaming.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import quietline.streaming.profile.ReportTable.Chart;
import quietline.streaming.profile.ReportTable.Column;

/**
 * Measures the same in further starts of Java, because each start compiles a little differently.
 * Each is this program in a new process, with the same class path and the same options for Java.
 */
public final class FurtherStarts {

    private final List<String> command = new ArrayList<>();

    /**
     * @param arguments have the program print a report as JSON
     */
    public FurtherStarts(Class<?> mainClass, List<String> arguments) {
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        // Java's own log lines would stand among the program's on stdout.
        command.addAll(List.of("-Xlog:disable", "-Xlog:all=error:stderr"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(mainClass.getName());
        command.addAll(arguments);
    }

    /** Adds a table of so many starts to the report, and replaces the report's batch medians. */
    public void addTo(ProfileReport report, int count) throws IOException {
        ReportTable table =
                new ReportTable(
                        "starts_of_java",
                        "Starts of Java",
                        Chart.NONE,
                        new Column("start", "start", 0),
                        new Column("p50", "p50/µs", 2),
                        new Column("p99", "p99/µs", 2));
        List<long[]> medians = new ArrayList<>();
        boolean warmedUp = true;
        for (int i = 1; i <= count; i++) {
            SavedReport start = SavedReport.parse("start %d of Java".formatted(i), run());
            medians.addAll(start.medians());
            warmedUp &= start.warmedUp();
            table.row(i, start.metric("p50_ns") / 1e3, start.metric("p99_ns") / 1e3);
        }
        report.tables.add(table);
        report.starts.clear();
        report.starts.addAll(medians);
        report.warmedUp = warmedUp;
    }

    /**
     * Returns what one start printed on stdout. The process ends when this one does.
     *
     * @throws IOException if it fails, with its last line on stderr
     */
    String run() throws IOException {
        Process process = new ProcessBuilder(command).start();
        Thread end = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(end);
        try {
            process.getOutputStream().close();
            CompletableFuture<String> errors =
                    CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
            String printed = text(process.getInputStream());
            int exitCode = process.waitFor();
            if (exitCode != 0) {
                String[] lines = errors.join().strip().split("\\R");
                throw new IOException(
                        "a further start of Java ended with exit code %d: %s"
                                .formatted(exitCode, lines[lines.length - 1]));
            }
            return printed;
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            removeHook(end);
        }
    }

    private static String text(InputStream in) {
        try {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook is running already.
        }
    }
}
