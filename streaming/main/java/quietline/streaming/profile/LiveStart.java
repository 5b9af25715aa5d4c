package quietline.streaming.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import quietline.Enhancer;
import quietline.kernel.Kernels;
import quietline.streaming.live.device.Preparation;

/**
 * A fresh start as live sound has it: with the same options for Java, the stream opened when it is
 * quick already, prepared for as a session is, and hops that come every 16 ms while the faster
 * kernels are practised, to change to once they are compiled.
 */
public final class LiveStart {

    /** What asks for this kind of start. */
    public static final String OPTION = "--live";

    /** By this name the system is asked to let it go first. */
    private static final String THREAD = "quietline-enhance";

    private static final Path LARGE_PAGES = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");

    private static final int LATE_HOPS = 60;
    private static final int NO_HOUSEKEEPING_SINCE = 25;

    private LiveStart() {}

    /** With what the launcher gives {@code live}. */
    static ChildJava java(ChildJava java) {
        ChildJava live =
                java.with("-Xms64m")
                        .with("-Xmx128m")
                        .with("-XX:+UnlockDiagnosticVMOptions")
                        .with("-XX:AsyncDeflationInterval=60000");
        if (Runtime.version().feature() < NO_HOUSEKEEPING_SINCE) {
            live = live.with("-XX:GuaranteedSafepointInterval=0");
        }
        return hasLargePages() ? live.with("-XX:+UseTransparentHugePages") : live;
    }

    private static boolean hasLargePages() {
        try {
            return !Files.readString(LARGE_PAGES).contains("[never]");
        } catch (IOException noLinux) {
            return false;
        }
    }

    /** As {@link StartupProbe#run}; steady is when the kernels have changed. */
    public static StartupProbe run(ProfileSettings settings, long launchedNanos)
            throws ExecutionException, InterruptedException {
        long entered = StartupProbe.sinceLaunch(launchedNanos);
        HopWork work = new EnhancerWork(Enhancer.createLive(settings.weights()), settings.sound());
        int[] nanos =
                new int[(int) Math.max(1, settings.durationNanos() / ProfileSettings.HOP_NANOS)];
        ExecutorService hops = Executors.newSingleThreadExecutor(task -> new Thread(task, THREAD));
        // The system is asked for threads that it knows, and by one that is not among them: those
        // that a thread starts have its priority.
        hops.submit(() -> {}).get();
        Preparation.begin(settings.weights());
        long first = StartupProbe.sinceLaunch(launchedNanos);
        int changed = hops.submit(() -> paced(work, nanos)).get();
        hops.shutdown();
        int[] late = Arrays.copyOfRange(nanos, Math.max(0, nanos.length - LATE_HOPS), nanos.length);
        Arrays.sort(late);
        return new StartupProbe(
                entered,
                first + nanos[0],
                nanos[0],
                Arrays.stream(nanos).skip(1).max().orElse(0),
                changed,
                first + changed * ProfileSettings.HOP_NANOS,
                late[late.length / 2],
                nanos.length,
                StartupProbe.curve(nanos));
    }

    /** Fills in how long each took; returns the first one after the change, or how many. */
    private static int paced(HopWork work, int[] nanos) {
        HopClock clock = HopClock.system();
        long start = clock.nanos();
        int changed = nanos.length;
        for (int i = 0; i < nanos.length; i++) {
            clock.await(start + i * ProfileSettings.HOP_NANOS);
            long before = clock.nanos();
            work.hop();
            nanos[i] = (int) Math.min(Integer.MAX_VALUE, clock.nanos() - before);
            if (changed == nanos.length && !Kernels.forLive().canChange()) {
                changed = i;
            }
        }
        return changed;
    }
}
