package quietline.streaming.live.device;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import quietline.Warmup;
import quietline.streaming.live.Rehearsal;
import quietline.weights.Weights;

/**
 * What is done once a session's threads run, before its sound begins, so that nothing holds it up
 * later: garbage is collected, the system is asked to let sound go first, and a thread starts to
 * practise the faster kernels, and then a whole session.
 */
public final class Preparation {

    /**
     * With fewer, compiling the fastest kernels would take from the sound what it then saves,
     * unless the sound goes first.
     */
    private static final int PROCESSORS_TO_SPARE = 4;

    /** Compiling takes less than a hundredth of this when nothing that matters is left of it. */
    private static final long CALM_MILLIS = 2000;

    private static final int MOST_LOOKS = 15;

    private Preparation() {}

    /** Gives why the system does not let sound go first, or null. */
    public static String begin(Weights weights) {
        return begin(weights, new AudioPriority());
    }

    static String begin(Weights weights, AudioPriority priority) {
        System.gc();
        String refusal = priority.ask();
        int processors = Runtime.getRuntime().availableProcessors();
        if (refusal == null || processors >= PROCESSORS_TO_SPARE) {
            Thread practice = new Thread(() -> practise(weights, priority), "quietline-warmup");
            practice.setDaemon(true);
            practice.setPriority(Thread.MIN_PRIORITY);
            practice.start();
        }
        return refusal;
    }

    private static void practise(Weights weights, AudioPriority priority) {
        Warmup.changeOver(weights);
        Rehearsal.run(weights);
        try {
            awaitCompiled();
            priority.relax();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What has been practised is compiled some seconds later, and as long that has a processor. */
    private static void awaitCompiled() throws InterruptedException {
        long before = compilingMillis();
        for (int look = 0; look < MOST_LOOKS; look++) {
            Thread.sleep(CALM_MILLIS);
            long now = compilingMillis();
            if (now - before < CALM_MILLIS / 100) {
                return;
            }
            before = now;
        }
    }

    /** All so far; 0 where Java does not tell. */
    private static long compilingMillis() {
        CompilationMXBean compilers = ManagementFactory.getCompilationMXBean();
        return compilers != null && compilers.isCompilationTimeMonitoringSupported()
                ? compilers.getTotalCompilationTime()
                : 0;
    }
}
