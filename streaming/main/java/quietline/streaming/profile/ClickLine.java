package quietline.streaming.profile;

import java.io.IOException;
import java.util.Arrays;
import java.util.Queue;
import quietline.streaming.live.OutputLine;

/**
 * A speaker line that plays clicks instead of what is written to it, one at a time, and listens for
 * each in what is written: the session plays what the microphone heard. The next click follows when
 * the one before has returned or was given up after two seconds.
 */
final class ClickLine implements OutputLine {

    /**
     * A click that returned or was given up.
     *
     * @param sentNanos when it was played, since the speaker was opened
     * @param latencyNanos how long it took to return; -1 if it was given up
     */
    record Click(long sentNanos, long latencyNanos) {

        boolean isLost() {
            return latencyNanos < 0;
        }
    }

    /** Half of full scale, and a pulse long enough that little of it lies above 8 kHz. */
    private static final float PEAK = 0.5f;

    private static final double PULSE_SECONDS = 2e-3;
    private static final double FIRST_SECONDS = 1;
    private static final double PAUSE_SECONDS = 0.4;
    private static final double LONGEST_SECONDS = 2;
    private static final double SURE_SECONDS = 0.05;
    private static final float BACK = 0.1f * PEAK;

    /** A session takes exact silence for a muted microphone. */
    private static final float HISS = 1e-4f;

    private final OutputLine line;
    private final Queue<Click> done;
    private final int channels;
    private final double rate;
    private final float[] pulse;
    private float[] out = new float[4096];
    private long instant;
    private long click;
    private boolean waiting;
    private float highest;
    private long highestAt;
    private int seed = 1;

    /**
     * @param done takes each click when it is done with; another thread may read it
     */
    ClickLine(OutputLine line, Queue<Click> done) {
        this.line = line;
        this.done = done;
        channels = line.channels();
        rate = line.sampleRate();
        pulse = new float[(int) (PULSE_SECONDS * rate)];
        for (int i = 0; i < pulse.length; i++) {
            double sine = Math.sin(Math.PI * (i + 0.5) / pulse.length);
            pulse[i] = (float) (PEAK * sine * sine);
        }
        click = (long) (FIRST_SECONDS * rate);
    }

    @Override
    public void write(float[] from, int offset, int count) throws IOException {
        if (out.length < count) {
            out = new float[count];
        }
        for (int i = 0; i < count / channels; i++, instant++) {
            watch(Math.abs(from[offset + i * channels]));
            Arrays.fill(out, i * channels, (i + 1) * channels, sample());
        }
        line.write(out, 0, count);
    }

    @Override
    public void flush() throws IOException {
        line.flush();
    }

    /** Returns the sample to play now. */
    private float sample() {
        long within = instant - click;
        if (within >= 0 && within < pulse.length) {
            waiting = true;
            return pulse[(int) within];
        }
        return HISS * random() / Integer.MAX_VALUE;
    }

    /** Looks for the click's peak in what the session made of what it heard. */
    private void watch(float loudness) {
        if (!waiting) {
            return;
        }
        if (loudness >= BACK && loudness > highest) {
            highest = loudness;
            highestAt = instant;
        }
        if (highest > 0 && instant > highestAt + SURE_SECONDS * rate) {
            next(nanos(highestAt - click - pulse.length / 2));
        } else if (instant > click + LONGEST_SECONDS * rate) {
            next(-1);
        }
    }

    private long nanos(long instants) {
        return Math.round(instants * 1e9 / rate);
    }

    /**
     * Plans the next click, at a random time, so that it is not in step with hops or the device.
     */
    private void next(long latencyNanos) {
        done.add(new Click(nanos(click), latencyNanos));
        waiting = false;
        highest = 0;
        double chance = (random() >>> 8) / (double) (1 << 24);
        click = instant + (long) (PAUSE_SECONDS * (1 + chance) * rate);
    }

    private int random() {
        seed = seed * 1664525 + 1013904223;
        return seed;
    }

    @Override
    public int sampleRate() {
        return line.sampleRate();
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public int queuedInstants() {
        return line.queuedInstants();
    }

    @Override
    public int bufferInstants() {
        return line.bufferInstants();
    }

    @Override
    public int deviceInstants() {
        return line.deviceInstants();
    }

    @Override
    public void close() throws IOException {
        line.close();
    }
}
