package quietline.streaming.live;

import java.io.IOException;
import java.util.function.LongSupplier;

/**
 * A fake microphone in simulated time. Sample n is recorded at second n / rate of its own clock and
 * delivered at the end of its period or later. It can fail in several ways.
 */
final class SimulatedMicrophone implements InputDevice {

    /** The way in which the microphone fails. */
    enum Failure {
        NONE,
        THROWS,
        GIVES_NOTHING,
        GIVES_ZEROS
    }

    /** The recorded signal. */
    interface Sound {
        float at(long sample);
    }

    private final LongSupplier clock;
    Sound sound;
    long given;
    private final int rate;
    private final int channels;
    private final int period;
    private final double mostLateSeconds;

    Failure failure = Failure.NONE;
    int opened;
    int closed;

    /** Whether it returns samples as fast as they are read. */
    boolean timeless;

    boolean failsWhenLost;

    /** Each channel records the sound this many samples ahead of the one before. */
    int channelsApart;

    /** Whether reads end with periods. */
    boolean inBlocks;

    long endSample = Long.MAX_VALUE;

    /** A line opened while the device returned zeros continues to do so. */
    private boolean lineIsZero;

    private long next;
    private long first;
    private long stalledUntil;

    SimulatedMicrophone(
            LongSupplier clock,
            Sound sound,
            int rate,
            int channels,
            int period,
            double mostLateSeconds) {
        this.clock = clock;
        this.sound = sound;
        this.rate = rate;
        this.channels = channels;
        this.period = period;
        this.mostLateSeconds = mostLateSeconds;
    }

    @Override
    public String name() {
        return "microphone";
    }

    /** The time at which a sample is recorded. */
    double sampleSecond(long sample) {
        return (double) sample / rate;
    }

    int rate() {
        return rate;
    }

    /** The first sample of the open line. */
    long firstSample() {
        return first;
    }

    void fail(Failure how) {
        failure = how;
        lineIsZero |= how == Failure.GIVES_ZEROS;
    }

    void stallUntil(long nanos) {
        stalledUntil = nanos;
    }

    /** The time at which a read would return. */
    long readyNanos(int instants) {
        if (failure == Failure.THROWS
                || failure == Failure.GIVES_NOTHING
                || next >= endSample
                || timeless) {
            return clock.getAsLong();
        }
        long periods = (next + instants + period - 1) / period;
        double late =
                mostLateSeconds * ((periods * 0x9E3779B97F4A7C15L >>> 40) / (double) (1 << 24));
        return Math.max(stalledUntil, (long) (1e9 * ((double) periods * period / rate + late)));
    }

    @Override
    public InputLine open() throws IOException {
        if (failure == Failure.THROWS || failure == Failure.GIVES_NOTHING) {
            throw new IOException("no such device");
        }
        opened++;
        lineIsZero = failure == Failure.GIVES_ZEROS;
        long now = clock.getAsLong();
        next = (long) Math.ceil(now * 1e-9 * rate);
        first = next;
        return new Line();
    }

    private final class Line implements InputLine {

        private boolean isClosed;

        @Override
        public int sampleRate() {
            return rate;
        }

        @Override
        public int channels() {
            return channels;
        }

        @Override
        public int read(float[] into, int offset, int count) throws IOException {
            if (isClosed) {
                throw new IOException("line closed");
            }
            if (failure == Failure.THROWS) {
                throw new IOException("device lost");
            }
            if (failure == Failure.GIVES_NOTHING) {
                return 0;
            }
            if (next >= endSample) {
                return -1;
            }
            int instants = (int) Math.min(count / channels, endSample - next);
            if (inBlocks && blockRestInstants() > 0) {
                instants = Math.min(instants, blockRestInstants());
            }
            for (int i = 0; i < instants; i++) {
                for (int c = 0; c < channels; c++) {
                    long sample = next + i + (long) c * channelsApart;
                    into[offset + i * channels + c] = lineIsZero ? 0 : sound.at(sample);
                }
            }
            next += instants;
            given += instants;
            return instants * channels;
        }

        @Override
        public int waitingInstants() {
            return (int) ((next + period - 1) / period * period - next);
        }

        @Override
        public int blockRestInstants() {
            return inBlocks ? waitingInstants() : -1;
        }

        @Override
        public boolean failsWhenLost() {
            return failsWhenLost;
        }

        @Override
        public void close() {
            isClosed = true;
            closed++;
        }
    }
}
