package quietline.streaming.live;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * A fake speaker in simulated time that plays from a buffer by its own clock and stores what it
 * played.
 */
final class SimulatedSpeaker implements OutputDevice {

    private final LongSupplier clock;
    private final LongConsumer passTime;
    private final int rate;
    private final int channels;
    private final double speed;
    private final int buffer;
    private final boolean tellsQueue;

    float[] heard = new float[0];
    int heardCount;
    boolean stores = true;

    /** The channel that is stored. */
    int channel;

    boolean dead;
    boolean isHeard = true;
    Runnable changed;
    int opened;
    long opensIn;

    /** Whether it accepts samples as fast as they are written. */
    boolean timeless;

    int ranDry;

    /** Instants written but not flushed. */
    int unflushed;

    private long startNanos;
    private long written;
    private long stalledUntil;

    SimulatedSpeaker(
            LongSupplier clock,
            LongConsumer passTime,
            int rate,
            int channels,
            double ppm,
            int buffer,
            boolean tellsQueue) {
        this.clock = clock;
        this.passTime = passTime;
        this.rate = rate;
        this.channels = channels;
        this.speed = rate * (1 + ppm * 1e-6);
        this.buffer = buffer;
        this.tellsQueue = tellsQueue;
    }

    @Override
    public String name() {
        return "speaker";
    }

    @Override
    public boolean isHeard() {
        return isHeard;
    }

    @Override
    public void onChange(Runnable runnable) {
        changed = runnable;
    }

    int rate() {
        return rate;
    }

    void stallUntil(long nanos) {
        stalledUntil = nanos;
    }

    /** The time at which there is room in the buffer. */
    long roomNanos(int instants) {
        if (timeless) {
            return clock.getAsLong();
        }
        long played = Math.max(0, written + instants - buffer);
        return Math.max(stalledUntil, startNanos + (long) Math.ceil(1e9 * played / speed));
    }

    private int queued() {
        if (written == 0) {
            return 0;
        }
        long now = clock.getAsLong();
        long played = (long) ((now - startNanos) * 1e-9 * speed);
        return (int) Math.max(0, written - played);
    }

    /** The time at which a sample is played, if the buffer never ran empty since. */
    double soundsAtSecond(int index) {
        return startNanos * 1e-9 + index / speed;
    }

    double queuedSeconds() {
        return (double) queued() / rate;
    }

    @Override
    public OutputLine open() throws IOException {
        if (dead) {
            throw new IOException("no such device");
        }
        opened++;
        passTime.accept(opensIn);
        written = 0;
        startNanos = clock.getAsLong();
        return new Line();
    }

    private final class Line implements OutputLine {

        @Override
        public void flush() {
            unflushed = 0;
        }

        @Override
        public int sampleRate() {
            return rate;
        }

        @Override
        public int channels() {
            return channels;
        }

        @Override
        public void write(float[] from, int offset, int count) throws IOException {
            if (dead) {
                throw new IOException("device lost");
            }
            if (queued() == 0) {
                if (written > 0) {
                    ranDry++;
                }
                // Playback starts now.
                startNanos = clock.getAsLong() - (long) (1e9 * written / speed);
            }
            int instants = count / channels;
            written += instants;
            unflushed += instants;
            if (stores) {
                if (heardCount + instants > heard.length) {
                    heard = Arrays.copyOf(heard, Math.max(1 << 16, 2 * (heardCount + instants)));
                }
                for (int i = 0; i < instants; i++) {
                    heard[heardCount++] = from[offset + i * channels + channel];
                }
            }
        }

        @Override
        public int queuedInstants() {
            return tellsQueue ? queued() : -1;
        }

        @Override
        public int bufferInstants() {
            return buffer;
        }

        @Override
        public void close() {
            written = 0;
        }
    }
}
