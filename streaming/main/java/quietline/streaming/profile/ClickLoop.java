package quietline.streaming.profile;

import java.io.IOException;
import java.util.Arrays;
import quietline.streaming.live.OutputDevice;
import quietline.streaming.live.OutputLine;

/**
 * A speaker that sends clicks out instead of what a session made, and watches for them in what the
 * session makes: if the speaker is heard by the session's microphone, the distance between a click
 * and its return, in samples of the same stream, is the whole way from microphone to speaker, with
 * every buffer and device on it, and by one clock. Nothing returns twice, for only clicks go out.
 */
final class ClickLoop implements OutputDevice {

    private static final int MOST_CLICKS = 100_000;

    private final OutputDevice speaker;
    private final long[] latencyNanos = new long[MOST_CLICKS];
    private final long[] sentNanos = new long[MOST_CLICKS];
    private volatile int returned;
    private volatile int lost;

    ClickLoop(OutputDevice speaker) {
        this.speaker = speaker;
    }

    @Override
    public String name() {
        return speaker.name();
    }

    @Override
    public OutputLine open() throws IOException {
        return new Line(speaker.open());
    }

    /** Clicks that came back. */
    int returned() {
        return returned;
    }

    /** Clicks that did not. */
    int lost() {
        return lost;
    }

    long latencyNanos(int click) {
        return latencyNanos[click];
    }

    /** Since the speaker was opened. */
    long sentNanos(int click) {
        return sentNanos[click];
    }

    private final class Line implements OutputLine {

        /** Loud, but not at full scale; as long as not to suffer below 8 kHz. */
        private static final float PEAK = 0.5f;

        private static final double PULSE_SECONDS = 2e-3;
        private static final double FIRST_SECONDS = 1;
        private static final double PAUSE_SECONDS = 0.4;
        private static final double LONGEST_SECONDS = 2;
        private static final double SURE_SECONDS = 0.05;
        private static final float RETURNED = 0.1f * PEAK;

        /** Exact silence would pass for a microphone that is muted. */
        private static final float HISS = 1e-4f;

        private final OutputLine line;
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

        Line(OutputLine line) {
            this.line = line;
            channels = line.channels();
            rate = line.sampleRate();
            pulse = new float[(int) (PULSE_SECONDS * rate)];
            for (int i = 0; i < pulse.length; i++) {
                pulse[i] =
                        (float) (PEAK * Math.pow(Math.sin(Math.PI * (i + 0.5) / pulse.length), 2));
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
                Arrays.fill(out, i * channels, (i + 1) * channels, next());
            }
            line.write(out, 0, count);
        }

        /** What goes out at this instant. */
        private float next() {
            long within = instant - click;
            if (within >= 0 && within < pulse.length) {
                waiting = true;
                return pulse[(int) within];
            }
            seed = seed * 1664525 + 1013904223;
            return HISS * seed / Integer.MAX_VALUE;
        }

        /** What the session made of what it heard. */
        private void watch(float loudness) {
            if (!waiting) {
                return;
            }
            if (loudness >= RETURNED && loudness > highest) {
                highest = loudness;
                highestAt = instant;
            }
            if (highest > 0 && instant > highestAt + SURE_SECONDS * rate) {
                long peak = click + pulse.length / 2;
                note(Math.round((highestAt - peak) * 1e9 / rate));
                returned = Math.min(MOST_CLICKS - 1, returned + 1);
                again();
            } else if (instant > click + LONGEST_SECONDS * rate) {
                lost++;
                again();
            }
        }

        private void note(long latency) {
            latencyNanos[returned] = latency;
            sentNanos[returned] = Math.round(click * 1e9 / rate);
        }

        /** The next, not in step with hops or with the device. */
        private void again() {
            waiting = false;
            highest = 0;
            seed = seed * 1664525 + 1013904223;
            double chance = (seed >>> 8) / (double) (1 << 24);
            click = instant + (long) (PAUSE_SECONDS * (1 + chance) * rate);
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
}
