package quietline.streaming.live;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.LongSupplier;
import quietline.Enhancer;

/** The capture thread's work: reads bursts from the microphone into the first ring. */
final class CaptureStage implements Stage {

    private static final long DISCONNECTED_NANOS = 20_000_000L;
    private static final long RESTING_NANOS = 1_000_000_000L;
    private static final long NOTHING_NANOS = 5_000_000L;
    private static final long MOST_NOTHING_NANOS = 250_000_000L;

    private static final int BURST = LatencyPolicy.BURST_SAMPLES;
    private static final int UNKNOWN = -1;

    /** The audio after which the microphone counts as steady: 0.1 s. */
    private static final int STEADY_BURSTS = 12;

    private final SoundPath path;
    private final DeviceKeeper<CaptureLine> keeper;
    private final LongSupplier clock;
    private final Pace pace = new Pace();
    private final int width;
    private final float[] silence;
    private CaptureLine current;
    private int bursts;
    private final float[] last;
    private final float[] fadeFrom;
    private int faded;
    private int toSkip;
    private long nothingSince = -1;
    private boolean overrun;
    private volatile boolean steady;
    private volatile double deviceSeconds;
    private volatile long capturedNanos;

    CaptureStage(SoundPath path, DeviceKeeper<CaptureLine> keeper, LongSupplier clock) {
        this.path = path;
        this.keeper = keeper;
        this.clock = clock;
        width = path.format.width();
        silence = new float[3 * path.format.hopFloats()];
        last = new float[path.format.channels()];
        fadeFrom = new float[last.length];
    }

    @Override
    public long step() {
        CaptureLine line = keeper.line();
        if (line == null) {
            nothingSince = -1;
            steady = false;
            if (path.resting) {
                Arrays.fill(last, 0);
                return RESTING_NANOS;
            }
            return DISCONNECTED_NANOS;
        }
        if (line != current) {
            current = line;
            bursts = 0;
            steady = false;
            System.arraycopy(last, 0, fadeFrom, 0, last.length);
            faded = 0;
            toSkip = UNKNOWN;
        }
        int got;
        try {
            got = line.read();
        } catch (IOException | RuntimeException e) {
            keeper.reportLost(line, keeper.reason(e));
            return 0;
        }
        long now = clock.getAsLong();
        if (got == CaptureLine.ENDED) {
            return end();
        }
        if (got == CaptureLine.NOTHING) {
            return noAudio(line, now);
        }
        nothingSince = -1;
        deviceSeconds = line.delaySeconds();
        capturedNanos = now;
        if (toSkip == UNKNOWN) {
            toSkip = alignmentSamples(got, line);
        }
        int skipped = Math.min(toSkip, got);
        toSkip -= skipped;
        if (got > skipped) {
            fadeIn(line.burst(), skipped, got);
            write(line.burst(), skipped, got - skipped);
        }
        return pace.rest(now, got);
    }

    /**
     * Returns how many samples to skip at the beginning of a line, so that hops end where bursts
     * (or longer blocks) end. Otherwise up to a hop of samples would always wait for the rest of
     * its hop, at the expense of the reserve.
     */
    private int alignmentSamples(int got, CaptureLine line) {
        int rest = line.blockRestSamples();
        int grid = rest < 0 ? BURST : Enhancer.HOP_SAMPLES;
        return (path.partialHopSamples()
                        + got
                        + Math.max(0, rest)
                        + grid
                        - line.blockJitterSamples())
                % grid;
    }

    /** Fades from the last instant of the previous line to the new one, to avoid a click. */
    private void fadeIn(float[] burst, int from, int count) {
        int length = BURST * width;
        for (int i = from * width; i < count * width && faded < length; i++, faded++) {
            float before = fadeFrom[faded % fadeFrom.length];
            burst[i] = before + (burst[i] - before) * (faded + 0.5f) / length;
        }
        System.arraycopy(burst, count * width - last.length, last, 0, last.length);
        bursts = Math.min(bursts + 1, STEADY_BURSTS);
        steady = bursts == STEADY_BURSTS;
    }

    /** Whether the microphone has been sending audio, so that a lack of it counts as underrun. */
    boolean steady() {
        return steady;
    }

    private void write(float[] burst, int from, int count) {
        int taken = path.captured.write(burst, from, count);
        if (taken < count) {
            if (!overrun) {
                path.overruns.add(1);
            }
            path.overrunSamples.add(count - taken);
            path.captured.markBreak();
        }
        overrun = taken < count;
        if (path.hasHop()) {
            path.enhanceSignal.raise();
        }
    }

    /** Reports a line that returns nothing for too long as lost. */
    private long noAudio(CaptureLine line, long now) {
        if (nothingSince < 0) {
            nothingSince = now;
        } else if (now - nothingSince > MOST_NOTHING_NANOS) {
            nothingSince = -1;
            keeper.reportLost(line, "stopped sending audio");
        }
        return NOTHING_NANOS;
    }

    /** Ends the audio with silence, which flushes framer, enhancer and resampler. */
    private long end() {
        write(silence, 0, silence.length / width);
        path.captureEnded = true;
        path.enhanceSignal.raise();
        path.supervisorSignal.raise();
        return FINISHED;
    }

    /** The age of the newest sample in the ring, as far as the device reports its delay. */
    double ageSeconds(long now) {
        return (now - capturedNanos) / 1e9 + deviceSeconds;
    }
}
