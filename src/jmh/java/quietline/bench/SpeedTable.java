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
 * The essential comparison as one table, of medians of three rounds. Each round runs every
 * contender once, so that whatever else the computer does disturbs them alike. With arguments it is
 * JMH's own command line instead.
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
        Contender baseline = baseline();
        List<Contender> contenders = new ArrayList<>();
        if (baseline != null) {
            contenders.add(baseline);
        }
        String vector = KernelChoice.fastest().name();
        contenders.add(hop(vector, "vector", "speech"));
        contenders.add(hop(vector + ", every sample NaN", "vector", "nan"));
        contenders.add(hop(vector + ", every sample denormal", "vector", "denormal"));
        contenders.add(hop("scalar", "scalar", "speech"));
        for (int round = 1; round <= ROUNDS; round++) {
            for (Contender contender : contenders) {
                System.err.printf("round %d of %d: %s%n", round, ROUNDS, contender.name);
                contender.run();
            }
        }
        print(contenders, baseline);
    }

    private static Contender hop(String name, String kernels, String sound) {
        return new Contender(name, HopBenchmark.class, "kernels", kernels, "sound", sound);
    }

    /** Null where the published export is not. */
    private static Contender baseline() {
        String folder = System.getProperty("quietline.published", "");
        if (Files.exists(Path.of(folder, OnnxRuntimeBenchmark.EXPORT))) {
            return new Contender("ONNX Runtime, one thread", OnnxRuntimeBenchmark.class);
        }
        System.err.printf(
                "ONNX Runtime is left out: -Dquietline.published=FOLDER names none with %s%n",
                OnnxRuntimeBenchmark.EXPORT);
        return null;
    }

    private static void print(List<Contender> contenders, Contender baseline) throws IOException {
        System.out.printf("%nJava %s, %s%n%n", Runtime.version(), processor());
        System.out.println(
                "| | µs per hop, median | 99 % | × real time | bytes per hop | × ONNX Runtime |");
        System.out.println("|---|--:|--:|--:|--:|--:|");
        for (Contender contender : contenders) {
            double micros = contender.medianMicros();
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %s | %.0f | %.0f | %s |%n",
                    contender.name,
                    micros(micros),
                    micros(contender.p99Micros()),
                    HOP_MICROS / micros,
                    contender.bytesPerHop(),
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
