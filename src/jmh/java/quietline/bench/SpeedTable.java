package quietline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import quietline.kernel.KernelChoice;

/**
 * Prints the README's speed table, with medians of three rounds. Each round runs all rows, so that
 * other work on the machine disturbs them alike. With arguments, runs JMH's command line instead.
 */
public final class SpeedTable {

    private static final int ROUNDS = 3;
    private static final double HOP_MICROS = 16_000;

    private SpeedTable() {}

    public static void main(String[] args) throws Exception {
        String[] given = String.join(" ", args).trim().split(" +");
        if (!given[0].isEmpty()) {
            OptionsBuilder options = new OptionsBuilder();
            options.parent(new CommandLineOptions(given)).addProfiler(GCProfiler.class);
            new Runner(options.build()).run();
            return;
        }
        SpeedRow baseline = baseline();
        List<SpeedRow> rows = new ArrayList<>();
        if (baseline != null) {
            rows.add(baseline);
        }
        String vector = KernelChoice.fastest().name();
        rows.add(hop(vector, "vector", "speech"));
        rows.add(hop(vector + ", every sample NaN", "vector", "nan"));
        rows.add(hop(vector + ", every sample denormal", "vector", "denormal"));
        rows.add(hop("scalar", "scalar", "speech"));
        for (int round = 1; round <= ROUNDS; round++) {
            for (SpeedRow row : rows) {
                System.err.printf("round %d of %d: %s%n", round, ROUNDS, row.name);
                row.run();
            }
        }
        print(rows, baseline);
    }

    private static SpeedRow hop(String name, String kernels, String sound) {
        return new SpeedRow(name, HopBenchmark.class, "kernels", kernels, "sound", sound);
    }

    /** Returns the row of ONNX Runtime, or null without the published export. */
    private static SpeedRow baseline() {
        String folder = System.getProperty("quietline.published", "");
        if (Files.exists(Path.of(folder, OnnxRuntimeBenchmark.EXPORT))) {
            return new SpeedRow("ONNX Runtime, one thread", OnnxRuntimeBenchmark.class);
        }
        System.err.printf(
                "ONNX Runtime is left out; set -Dquietline.published to a folder with %s%n",
                OnnxRuntimeBenchmark.EXPORT);
        return null;
    }

    private static void print(List<SpeedRow> rows, SpeedRow baseline) throws IOException {
        System.out.printf("%nJava %s, %s%n%n", Runtime.version(), processor());
        System.out.println(
                "| | µs per hop, median | 99 % | × real time | bytes per hop | × ONNX Runtime |");
        System.out.println("|---|--:|--:|--:|--:|--:|");
        for (SpeedRow row : rows) {
            double micros = row.medianMicros();
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %s | %.0f | %.0f | %s |%n",
                    row.name,
                    micros(micros),
                    micros(row.p99Micros()),
                    HOP_MICROS / micros,
                    row.bytesPerHop(),
                    baseline == null ? "" : micros(baseline.medianMicros() / micros));
        }
    }

    private static String micros(double number) {
        return String.format(Locale.ROOT, number < 100 ? "%.1f" : "%.0f", number);
    }

    private static String processor() throws IOException {
        String cores = Runtime.getRuntime().availableProcessors() + " cores";
        Path file = Path.of("/proc/cpuinfo");
        if (!Files.exists(file)) {
            return System.getProperty("os.arch") + ", " + cores;
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 2) + ", " + cores)
                    .findFirst()
                    .orElse(cores);
        }
    }
}
