package quietline.streaming.live.device;

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

    private Preparation() {}

    /** Gives why the system does not let sound go first, or null. */
    public static String begin(Weights weights) {
        System.gc();
        AudioPriority priority = new AudioPriority();
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
            priority.relax();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
