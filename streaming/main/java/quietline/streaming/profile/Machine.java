package quietline.streaming.profile;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where it was measured: what must be the same, or be said, when two reports are compared. */
final class Machine {

    private static final int CLOCK_READINGS = 200_000;

    private Machine() {}

    static Map<String, String> facts() {
        RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("java", "%s (%s)".formatted(Runtime.version(), runtime.getVmName()));
        facts.put("flags", String.join(" ", runtime.getInputArguments()));
        facts.put(
                "collector",
                ManagementFactory.getGarbageCollectorMXBeans().stream()
                        .map(GarbageCollectorMXBean::getName)
                        .collect(Collectors.joining(", ")));
        facts.put("heap", Runtime.getRuntime().maxMemory() / (1 << 20) + " MiB at most");
        facts.put("processor", processor());
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        facts.put("load before", load < 0 ? "unknown" : String.format(Locale.ROOT, "%.2f", load));
        facts.put("clock", clock());
        return facts;
    }

    private static String processor() {
        Path file = Path.of("/proc/cpuinfo");
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }

    /** The smallest step of the clock, and what a look at it costs. */
    private static String clock() {
        long smallest = Long.MAX_VALUE;
        long start = System.nanoTime();
        long last = start;
        for (int i = 0; i < CLOCK_READINGS; i++) {
            long now = System.nanoTime();
            if (now > last) {
                smallest = Math.min(smallest, now - last);
            }
            last = now;
        }
        return String.format(
                Locale.ROOT,
                "steps of %d ns at least, %.0f ns per reading",
                smallest,
                (double) (last - start) / CLOCK_READINGS);
    }
}
