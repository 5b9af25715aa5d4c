package quietline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/** A row of the speed table: a benchmark that times every hop, and its measurements. */
final class SpeedRow {

    /** The measurements of one fork. */
    private record Round(double medianMicros, double p99Micros, double bytesPerHop) {}

    final String name;
    private final String benchmark;
    private final String[] params;
    private final List<Round> rounds = new ArrayList<>();

    /** Makes a row; {@code params} are alternating names and values. */
    SpeedRow(String name, Class<?> benchmark, String... params) {
        this.name = name;
        this.benchmark = benchmark.getName() + "\\.";
        this.params = params;
    }

    /** Runs one more round in a JVM of its own, without output. */
    void run() throws RunnerException, IOException {
        Path log = Files.createTempFile("quietline-bench", ".log");
        ChainedOptionsBuilder options =
                new OptionsBuilder()
                        .include(benchmark)
                        .forks(1)
                        .addProfiler(HopAllocation.class)
                        .verbosity(VerboseMode.SILENT)
                        .output(log.toString())
                        .shouldFailOnError(true);
        for (int i = 0; i < params.length; i += 2) {
            options.param(params[i], params[i + 1]);
        }
        RunResult result = new Runner(options.build()).runSingle();
        Files.delete(log);
        Statistics times = result.getPrimaryResult().getStatistics();
        double bytes = result.getSecondaryResults().get(HopAllocation.LABEL).getScore();
        rounds.add(new Round(times.getPercentile(50), times.getPercentile(99), bytes));
    }

    double medianMicros() {
        return median(Round::medianMicros);
    }

    double p99Micros() {
        return median(Round::p99Micros);
    }

    double bytesPerHop() {
        return median(Round::bytesPerHop);
    }

    private double median(ToDoubleFunction<Round> measurement) {
        return rounds.stream().mapToDouble(measurement).sorted().toArray()[rounds.size() / 2];
    }
}
