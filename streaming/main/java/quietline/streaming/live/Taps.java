package quietline.streaming.live;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Records the worker's input and output, so that both recordings start with the same sample. */
final class Taps {

    private static final Pair NONE = new Pair(null, null);

    /** Both recorders in one field, so that no hop is in one recording only. */
    private record Pair(Recorder input, Recorder output) {

        void hop(float[] noisy, float[] clean) {
            if (input != null) {
                input.offer(noisy);
            }
            if (output != null) {
                output.offer(clean);
            }
        }

        void start() {
            if (input != null) {
                input.start();
            }
            if (output != null) {
                output.start();
            }
        }

        void close(long endNanos) {
            // Announce the end to both before waiting for either.
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

    private final LiveFormat format;
    private final int delayInstants;
    private final Consumer<LiveEvent> events;
    private volatile Pair recorders = NONE;

    /** Whether the worker is offering a hop, perhaps to recorders that are no longer current. */
    private volatile boolean offering;

    private long lostBefore;

    /**
     * @param delayInstants by how much the worker's output lags its input
     */
    Taps(LiveFormat format, int delayInstants, Consumer<LiveEvent> events) {
        this.format = format;
        this.delayInstants = delayInstants;
        this.events = events;
    }

    /** Offers a hop to the recordings. For the worker thread. */
    void hop(float[] noisy, float[] clean) {
        offering = true;
        recorders.hop(noisy, clean);
        offering = false;
    }

    /** Starts recording to the paths that are not null; no recording may be in progress. */
    synchronized void record(Path input, Path output, boolean replace) throws IOException {
        RecordingFile in = null;
        RecordingFile out = null;
        try {
            in = input == null ? null : RecordingFile.open(input, replace);
            out = output == null ? null : RecordingFile.open(output, replace);
            start(recorder(in, 0), recorder(out, delayInstants));
        } catch (IOException e) {
            for (RecordingFile file : new RecordingFile[] {in, out}) {
                if (file != null) {
                    file.discard();
                }
            }
            throw e;
        }
    }

    private Recorder recorder(RecordingFile file, int skipInstants) throws IOException {
        return file == null ? null : file.recorder(format, skipInstants, events);
    }

    void start(Recorder input, Recorder output) {
        Pair both = new Pair(input, output);
        both.start();
        recorders = both;
    }

    /** Stops recording; the files are complete on return, unless the disk is too slow. */
    synchronized void stop(long endNanos) {
        Pair ending = recorders;
        recorders = NONE;
        // Or one recording would have a hop that the other lacks.
        while (offering && System.nanoTime() < endNanos) {
            Thread.onSpinWait();
        }
        ending.close(endNanos);
        lostBefore += ending.lostSamples();
    }

    synchronized long lostSamples() {
        return lostBefore + recorders.lostSamples();
    }

    boolean isRecording() {
        return recorders.isRecording();
    }
}
