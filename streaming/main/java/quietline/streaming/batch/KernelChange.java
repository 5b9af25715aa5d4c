package quietline.streaming.batch;

import java.util.Optional;
import quietline.Enhancer;
import quietline.Warmup;
import quietline.kernel.Kernels;
import quietline.kernel.SwitchingKernels;
import quietline.streaming.io.WavFormat;
import quietline.weights.Weights;

/**
 * Has one recording begin on the scalar kernels, which are fast as soon as Java has started, and go
 * on with the vector ones, which are faster once compiled. It changes at one instant of the sound,
 * whenever the compiling was done, so that a recording gives the same bits every time, from a file
 * or a pipe.
 */
final class KernelChange {

    /**
     * Seconds of one channel which the scalar kernels do while the others are compiled. Other rates
     * than the network's cost as much again.
     */
    private static final int CHANGE_SECONDS = 12 * 60;

    private static final int PRACTICE_SECONDS = 30;

    private final Weights weights;
    private final Kernels kernels;
    private final SwitchingKernels changing;
    private final long practiceInstant;
    private final long changeInstant;
    private Thread practice;

    /**
     * @param promisedInstants the recording's length, or −1
     * @param shared the kernels of many recordings, which do not change
     */
    static KernelChange of(
            Weights weights, WavFormat format, long promisedInstants, Optional<Kernels> shared) {
        int cost = format.channels() * (format.sampleRate() == Enhancer.SAMPLE_RATE ? 1 : 2);
        long second = Math.max(1, format.sampleRate() / cost);
        long change = CHANGE_SECONDS * second;
        // Who never comes to the others need not wait until they are loaded.
        boolean tooShort = promisedInstants >= 0 && promisedInstants < change;
        return new KernelChange(
                weights,
                PRACTICE_SECONDS * second,
                change,
                shared.isEmpty() && tooShort ? Optional.of(Kernels.forHops(0)) : shared);
    }

    KernelChange(
            Weights weights, long practiceInstant, long changeInstant, Optional<Kernels> shared) {
        this.weights = weights;
        this.practiceInstant = practiceInstant;
        this.changeInstant = changeInstant;
        changing = shared.isPresent() ? null : Kernels.forLive().unchanged();
        kernels = shared.orElse(changing);
    }

    Kernels kernels() {
        return kernels;
    }

    private boolean isToCome() {
        return changing != null && changing.canChange();
    }

    /** How many instants may follow on these kernels, of which so many have been done. */
    long room(long done) {
        return isToCome() ? changeInstant - done : Long.MAX_VALUE;
    }

    /** So many have been done. */
    void reached(long done) {
        if (practice == null && done >= practiceInstant && isToCome()) {
            practice = new Thread(() -> Warmup.practise(weights, changing), "practice");
            practice.setDaemon(true);
            practice.start();
        }
        if (done == changeInstant && isToCome()) {
            try {
                practice.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            changing.changeOver();
        }
    }
}
