package quietline.streaming.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Where recordings of the worker's input and output are taken; both begin with the same sound. */
final class Taps {

    private static final Pair NONE = new Pair(null, null);

    /** Changed as one, or a hop in between would be in one recording only. */
    private record Pair(Recorder input, Recorder output) {

        void hop(float[] noisy, float[] clean) {
            if (input != null) {
                input.offer(noisy);
            }
            if (output != null) {
                output.offer(clean);
            }
        }

        void close(long endNanos) {
            // Both are told before either is waited for.
            if (input != null) {
                input.end();
            }
            if (output != null) {
                output.close(endNanos);
            }
            if (input != null) {
                input.close(endNanos);
            }
        }

        long lostSamples() {
            return (input == null ? 0 : input.lostSamples())
                    + (output == null ? 0 : output.lostSamples());
        }

        boolean isRecording() {
            return input != null && !input.failed() || output != null && !output.failed();
        }
    }

    private final Consumer<LiveEvent> events;
    private volatile Pair recorders = NONE;
    private long lostBefore;

    Taps(Consumer<LiveEvent> events) {
        this.events = events;
    }

    /** The worker's. */
    void hop(float[] noisy, float[] clean) {
        recorders.hop(noisy, clean);
    }

    /** Begins to record what is not null; what was being recorded has been ended. */
    synchronized void record(Path input, Path output, boolean replace) throws IOException {
        Recorder in = input == null ? null : Recorder.open(input, replace, 0, events);
        try {
            // What comes out belongs to the hop before.
            Recorder out = output == null ? null : Recorder.open(output, replace, 1, events);
            recorders = new Pair(in, out);
        } finally {
            if (in != null && recorders == NONE) {
                in.close(System.nanoTime() + 1_000_000_000L);
                Files.delete(input);
            }
        }
    }

    /** Ends the recordings; their files are complete on return, unless their disk is too slow. */
    synchronized void stop(long endNanos) {
        Pair ending = recorders;
        recorders = NONE;
        ending.close(endNanos);
        lostBefore += ending.lostSamples();
    }

    synchronized long lostSamples() {
        return lostBefore + recorders.lostSamples();
    }

    synchronized boolean isRecording() {
        return recorders.isRecording();
    }
}
