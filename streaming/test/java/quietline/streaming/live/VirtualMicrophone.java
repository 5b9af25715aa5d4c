package quietline.streaming.live;

import java.io.IOException;
import java.util.function.LongSupplier;

/**
 * A microphone in virtual time: sample n of its sound exists at second n / rate by its own clock,
 * and is delivered with the period it lies in, which may be late. It can die in several ways.
 */
final class VirtualMicrophone implements InputDevice {

    /** How a dead microphone behaves. */
    enum Death {
        ALIVE,
        THROWS,
        GIVES_NOTHING,
        GIVES_ZEROS
    }

    /** What is heard at a sample of the microphone's own time. */
    interface Sound {
        float at(long sample);
    }

    private final LongSupplier clock;
    Sound sound;
    long given;
    private final int rate;
    private final int channels;
    private final double speed;
    private final int period;
    private final double mostLateSeconds;

    Death death = Death.ALIVE;
    int opened;
    int closed;

    /** It has no clock, and gives as fast as one reads. */
    boolean timeless;

    boolean failsWhenLost;

    /** Its reads end where periods end. */
    boolean inPieces;

    long endSample = Long.MAX_VALUE;

    /** A line opened while the device gave zeros goes on giving zeros. */
    private boolean lineIsZero;

    private long next;
    private long first;
    private long stalledUntil;

    VirtualMicrophone(
            LongSupplier clock,
            Sound sound,
            int rate,
            int channels,
            double ppm,
            int period,
            double mostLateSeconds) {
        this.clock = clock;
        this.sound = sound;
        this.rate = rate;
        this.channels = channels;
        this.speed = rate * (1 + ppm * 1e-6);
        this.period = period;
        this.mostLateSeconds = mostLateSeconds;
    }

    @Override
    public String name() {
        return "microphone";
    }

    /** When the sound comes that is its sample of this number. */
    double sampleSecond(long sample) {
        return sample / speed;
    }

    int rate() {
        return rate;
    }

    /** The first that the open line has given. */
    long firstSample() {
        return first;
    }

    void die(Death how) {
        death = how;
        lineIsZero |= how == Death.GIVES_ZEROS;
    }

    void stallUntil(long nanos) {
        stalledUntil = nanos;
    }

    /** When a read of so many instants would return. */
    long readyNanos(int instants) {
        if (death == Death.THROWS
                || death == Death.GIVES_NOTHING
                || next >= endSample
                || timeless) {
            return clock.getAsLong();
        }
        long periods = (next + instants + period - 1) / period;
        double late =
                mostLateSeconds * ((periods * 0x9E3779B97F4A7C15L >>> 40) / (double) (1 << 24));
        return Math.max(stalledUntil, (long) (1e9 * (periods * period / speed + late)));
    }

    @Override
    public InputLine open() throws IOException {
        if (death == Death.THROWS || death == Death.GIVES_NOTHING) {
            throw new IOException("no such device");
        }
        opened++;
        lineIsZero = death == Death.GIVES_ZEROS;
        long now = clock.getAsLong();
        next = (long) Math.ceil(now * 1e-9 * speed);
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
            if (death == Death.THROWS) {
                throw new IOException("device lost");
            }
            if (death == Death.GIVES_NOTHING) {
                return 0;
            }
            if (next >= endSample) {
                return -1;
            }
            int instants = (int) Math.min(count / channels, endSample - next);
            if (inPieces && restInstants() > 0) {
                instants = Math.min(instants, restInstants());
            }
            for (int i = 0; i < instants; i++) {
                float sample = lineIsZero ? 0 : sound.at(next + i);
                for (int c = 0; c < channels; c++) {
                    into[offset + i * channels + c] = sample;
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
        public int restInstants() {
            return inPieces ? waitingInstants() : -1;
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
