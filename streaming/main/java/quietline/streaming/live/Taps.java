package quietline.streaming.live;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Where recordings of the worker's input and output are taken; both begin with the same sound. */
final class Taps {

    private final Consumer<LiveEvent> events;
    private volatile Recorder input;
    private volatile Recorder output;
    private long lostBefore;

    Taps(Consumer<LiveEvent> events) {
        this.events = events;
    }

    /** The worker's. */
    void hop(float[] noisy, float[] clean) {
        Recorder in = input;
        if (in != null) {
            in.offer(noisy);
        }
        Recorder out = output;
        if (out != null) {
            out.offer(clean);
        }
    }

    /** Begins to record what is not null; ends what was being recorded. */
    synchronized void record(Path in, Path out, boolean replace) throws IOException {
        stop();
        Recorder first = in == null ? null : new Recorder(in, replace, 0, events);
        try {
            output = out == null ? null : new Recorder(out, replace, 1, events);
            input = first;
        } finally {
            if (first != null && input == null) {
                first.close();
            }
        }
    }

    /** Ends the recordings; their files are complete on return. */
    synchronized void stop() {
        lostBefore = lostSamples();
        Recorder in = input;
        Recorder out = output;
        input = null;
        output = null;
        if (in != null) {
            in.close();
        }
        if (out != null) {
            out.close();
        }
    }

    synchronized long lostSamples() {
        return lostBefore
                + (input == null ? 0 : input.lostSamples())
                + (output == null ? 0 : output.lostSamples());
    }

    synchronized boolean isRecording() {
        return input != null && !input.failed() || output != null && !output.failed();
    }
}
