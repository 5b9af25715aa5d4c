package quietline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/** One line of the table: a benchmark that times every hop, and what each round measured. */
final class Contender {

    /** What one fork measured. */
    private record Round(double medianMicros, double p99Micros, double bytesPerHop) {}

    final String name;
    private final String benchmark;
    private final String[] params;
    private final List<Round> rounds = new ArrayList<>();

    /** {@code params} are names and values in turn. */
    Contender(String name, Class<?> benchmark, String... params) {
        this.name = name;
        this.benchmark = benchmark.getName() + "\\.";
        this.params = params;
    }

    /** One more round, in a machine of its own that keeps its remarks to itself. */
    void run() throws RunnerException, IOException {
        Path remarks = Files.createTempFile("quietline-bench", ".log");
        ChainedOptionsBuilder options =
                new OptionsBuilder()
                        .include(benchmark)
                        .forks(1)
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        .output(remarks.toString())
                        .shouldFailOnError(true);
        for (int i = 0; i < params.length; i += 2) {
            options.param(params[i], params[i + 1]);
        }
        RunResult result = new Runner(options.build()).runSingle();
        Files.delete(remarks);
        Statistics times = result.getPrimaryResult().getStatistics();
        double bytes = result.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
        rounds.add(new Round(times.getPercentile(50), times.getPercentile(99), bytes));
    }

    double medianMicros() {
        return middle(rounds.stream().mapToDouble(Round::medianMicros).sorted().toArray());
    }

    double p99Micros() {
        return middle(rounds.stream().mapToDouble(Round::p99Micros).sorted().toArray());
    }

    double bytesPerHop() {
        return middle(rounds.stream().mapToDouble(Round::bytesPerHop).sorted().toArray());
    }

    private static double middle(double[] sorted) {
        return sorted[sorted.length / 2];
    }
}
