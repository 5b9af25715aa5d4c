package quietline.streaming;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.Locale;

/** Shared by the tests of long runs: duration, losses, heap, load. */
public final class Soak {

    public static final double MINUTE_SECONDS = 60;

    private static final double MINUTES_PER_LOSS = 1.2;
    private static final int MOST_LOSSES = 100;

    private Soak() {}

    /** The duration, from {@code quietline.soak.minutes}. */
    public static double minutes(double standard) {
        return Double.parseDouble(System.getProperty("quietline.soak.minutes", "" + standard));
    }

    /** How often a device is lost: 100 times in two hours or more. */
    public static int losses(double minutes) {
        return (int) Math.max(1, Math.min(MOST_LOSSES, minutes / MINUTES_PER_LOSS));
    }

    /** The objects on the heap in megabytes, after full collections. */
    public static double heapMegabytes() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
        }
        return least / 1e6;
    }

    /** The machine's load average of the last minute. */
    public static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    public static void print(String format, Object... figures) {
        System.out.printf(Locale.ROOT, format + "%n", figures);
    }
}
