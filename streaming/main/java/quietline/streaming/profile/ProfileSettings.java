package quietline.streaming.profile;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import quietline.Enhancer;
import quietline.Models;
import quietline.weights.Weights;

/** The subject and duration of a measurement. */
public record ProfileSettings(Weights weights, long warmUpNanos, long durationNanos) {

    static final long HOP_NANOS = 1_000_000_000L * Enhancer.HOP_SAMPLES / Enhancer.SAMPLE_RATE;

    /** The duration of a hop as texts give it. */
    public static final String HOP = HOP_NANOS / 1_000_000 + " ms";

    /** Returns a new stream on the fastest kernels. */
    Enhancer enhancer() {
        return Enhancer.create(weights, Long.MAX_VALUE);
    }

    /**
     * Returns a report that holds the environment: all that may make two runs differ.
     *
     * @param counted what is timed, in the singular
     */
    ProfileReport report(String mode, String title, String counted) {
        RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        ProfileReport report = new ProfileReport(mode, title, counted);
        report.fact("java", "%s (%s)".formatted(Runtime.version(), runtime.getVmName()));
        report.fact("flags", String.join(" ", runtime.getInputArguments()));
        report.fact("collector", collectors());
        report.fact("heap", Runtime.getRuntime().maxMemory() / (1 << 20) + " MiB at most");
        report.fact("processor", processor());
        report.fact("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        report.fact(
                "system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        report.fact("load before", load < 0 ? "unknown" : String.format(Locale.ROOT, "%.2f", load));
        report.fact("kernels", enhancer().kernelsName());
        report.fact("network", Models.name(weights));
        report.fact("weights", weights.source());
        report.fact("SHA-256", weights.sha256());
        return report;
    }

    private static String collectors() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .map(GarbageCollectorMXBean::getName)
                .collect(Collectors.joining(", "));
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException notLinux) {
            return System.getProperty("os.arch");
        }
    }
}
