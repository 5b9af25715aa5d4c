package quietline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import quietline.kernel.Kernels;

/**
 * The essential comparison as one table. Every round runs each contender in a machine of its own,
 * so that whatever else the computer does disturbs them all alike. With arguments it is JMH's own
 * command line instead.
 */
public final class SpeedTable {

    private static final int ROUNDS = 3;
    private static final double HOP_MICROS = 16_000;
    private static final String BASELINE = "ONNX Runtime, spectrum to spectrum";

    /** One line of the table: its p50, p99 in µs and bytes of each round. */
    private static final class Contender {

        final String name;
        final String benchmark;
        final String[] params;
        final List<double[]> rounds = new ArrayList<>();

        Contender(String name, Class<?> benchmark, String... params) {
            this.name = name;
            this.benchmark = benchmark.getName() + "\\.";
            this.params = params;
        }

        double median(int column) {
            double[] sorted = rounds.stream().mapToDouble(round -> round[column]).toArray();
            Arrays.sort(sorted);
            return sorted[sorted.length / 2];
        }
    }

    private SpeedTable() {}

    public static void main(String[] args) throws Exception {
        String[] given =
                Stream.of(args)
                        .flatMap(arg -> Stream.of(arg.split(" ")))
                        .filter(arg -> !arg.isEmpty())
                        .toArray(String[]::new);
        if (given.length > 0) {
            new Runner(
                            new OptionsBuilder()
                                    .parent(new CommandLineOptions(given))
                                    .addProfiler(GCProfiler.class)
                                    .build())
                    .run();
            return;
        }
        List<Contender> contenders = contenders();
        for (int round = 1; round <= ROUNDS; round++) {
            for (Contender contender : contenders) {
                System.err.printf("round %d of %d: %s%n", round, ROUNDS, contender.name);
                contender.rounds.add(run(contender));
            }
        }
        print(contenders);
    }

    private static List<Contender> contenders() {
        List<Contender> contenders = new ArrayList<>();
        Path export =
                Path.of(System.getProperty("quietline.published", ""), OnnxRuntimeBenchmark.EXPORT);
        if (Files.exists(export)) {
            contenders.add(new Contender(BASELINE, OnnxRuntimeBenchmark.class));
        } else {
            System.err.println(
                    "the baseline is left out: -Dquietline.published=FOLDER names no folder with "
                            + OnnxRuntimeBenchmark.EXPORT);
        }
        String vector = Kernels.instance().name();
        contenders.add(hop(vector, "vector", "speech"));
        contenders.add(hop(vector + ", all samples NaN", "vector", "nan"));
        contenders.add(hop(vector + ", all samples denormal", "vector", "denormal"));
        contenders.add(hop("scalar", "scalar", "speech"));
        return contenders;
    }

    private static Contender hop(String name, String kernels, String sound) {
        return new Contender(name, HopBenchmark.class, "kernels", kernels, "sound", sound);
    }

    private static double[] run(Contender contender) throws RunnerException {
        ChainedOptionsBuilder options =
                new OptionsBuilder()
                        .include(contender.benchmark)
                        .forks(1)
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .output(QUIET)
                        .shouldFailOnError(true);
        for (int i = 0; i < contender.params.length; i += 2) {
            options.param(contender.params[i], contender.params[i + 1]);
        }
        Collection<RunResult> results = new Runner(options.build()).run();
        RunResult result = results.iterator().next();
        Result<?> times = result.getPrimaryResult();
        return new double[] {
            times.getStatistics().getPercentile(50),
            times.getStatistics().getPercentile(99),
            result.getSecondaryResults().get("gc.alloc.rate.norm").getScore()
        };
    }

    private static void print(List<Contender> contenders) throws IOException {
        System.out.printf("%nJava %s, %s%n%n", Runtime.version(), processor());
        System.out.println(
                "| | µs per hop, median | 99 % | × real time | bytes per hop | × as fast as ONNX Runtime |");
        System.out.println("|---|--:|--:|--:|--:|--:|");
        Contender first = contenders.get(0);
        for (Contender contender : contenders) {
            double micros = contender.median(0);
            String ratio = first.name.equals(BASELINE) ? format(first.median(0) / micros) : "";
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %s | %.0f | %.0f | %s |%n",
                    contender.name,
                    format(micros),
                    format(contender.median(1)),
                    HOP_MICROS / micros,
                    contender.median(2),
                    ratio);
        }
    }

    private static String format(double number) {
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
