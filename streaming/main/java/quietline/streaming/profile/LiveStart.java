package quietline.streaming.profile;

import java.util.Arrays;
import quietline.Enhancer;
import quietline.Warmup;
import quietline.kernel.Kernels;

/**
 * A fresh start as live sound has it: the stream is opened when it is quick already, hops come
 * every 16 ms, and meanwhile the faster kernels are practised, to change to once they are compiled.
 */
public final class LiveStart {

    /** What asks for this kind of start. */
    public static final String OPTION = "--live";

    private static final int LATE_HOPS = 60;

    private LiveStart() {}

    /** As {@link StartupProbe#run}; steady is when the kernels have changed. */
    public static StartupProbe run(ProfileSettings settings, long launchedNanos) {
        long entered = StartupProbe.sinceLaunch(launchedNanos);
        HopWork work = new EnhancerWork(Enhancer.createLive(settings.weights()), settings.sound());
        Thread practice = new Thread(() -> Warmup.changeOver(settings.weights()), "practice");
        practice.setDaemon(true);
        practice.start();
        HopClock clock = HopClock.system();
        int count = (int) Math.max(1, settings.durationNanos() / ProfileSettings.HOP_NANOS);
        int[] nanos = new int[count];
        long sinceLaunch = StartupProbe.sinceLaunch(launchedNanos);
        long start = clock.nanos();
        int steady = -1;
        for (int i = 0; i < count; i++) {
            clock.await(start + i * ProfileSettings.HOP_NANOS);
            long before = clock.nanos();
            work.hop();
            nanos[i] = (int) Math.min(Integer.MAX_VALUE, clock.nanos() - before);
            if (steady < 0 && !Kernels.forLive().canChange()) {
                steady = i;
            }
        }
        int changed = steady < 0 ? count : steady;
        int[] late = Arrays.copyOfRange(nanos, Math.max(0, count - LATE_HOPS), count);
        Arrays.sort(late);
        return new StartupProbe(
                entered,
                sinceLaunch + nanos[0],
                nanos[0],
                Arrays.stream(nanos).skip(1).max().orElse(0),
                changed,
                sinceLaunch + changed * ProfileSettings.HOP_NANOS,
                late[late.length / 2],
                count,
                StartupProbe.curve(nanos));
    }
}
