package quietline.streaming.live;

import java.io.IOException;
import java.util.function.LongSupplier;
import quietline.Enhancer;

/** From the microphone to the first ring, burst by burst. */
final class CaptureStage implements Stage {

    private static final long OFF_NANOS = 20_000_000L;
    private static final long NOTHING_NANOS = 5_000_000L;
    private static final long MOST_NOTHING_NANOS = 250_000_000L;

    private static final int BURST = LatencyPolicy.BURST_SAMPLES;
    private static final int UNKNOWN = -1;

    /** 0.1 s. */
    private static final int STEADY_BURSTS = 12;

    private final SoundPath path;
    private final DeviceKeeper<CaptureLine> keeper;
    private final LongSupplier clock;
    private final Pace pace = new Pace();
    private final float[] silence = new float[3 * Enhancer.HOP_SAMPLES];
    private CaptureLine current;
    private int bursts;
    private float lastSample;
    private float fadeFrom;
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
    }

    @Override
    public long step() {
        CaptureLine line = keeper.line();
        if (line == null) {
            nothingSince = -1;
            steady = false;
            return OFF_NANOS;
        }
        if (line != current) {
            current = line;
            bursts = 0;
            steady = false;
            fadeFrom = lastSample;
            faded = 0;
            toSkip = UNKNOWN;
        }
        int got;
        try {
            got = line.read();
        } catch (IOException | RuntimeException e) {
            keeper.lose(line, keeper.reason(e));
            return 0;
        }
        long now = clock.getAsLong();
        if (got == CaptureLine.ENDED) {
            return end();
        }
        if (got == CaptureLine.NOTHING) {
            return nothing(line, now);
        }
        nothingSince = -1;
        deviceSeconds = line.delaySeconds();
        capturedNanos = now;
        if (toSkip == UNKNOWN) {
            toSkip = excess(got, line);
        }
        int skipped = Math.min(toSkip, got);
        toSkip -= skipped;
        if (got > skipped) {
            join(line.burst(), skipped, got);
            write(line.burst(), skipped, got - skipped);
        }
        return pace.rest(now, got);
    }

    /**
     * How much to leave out of what a line begins with, so that from then on hops end where bursts
     * do, and where longer pieces do that come at once: what was there of the next hop would only
     * wait, up to 16 ms, and lack elsewhere in the reserve.
     */
    private int excess(int got, CaptureLine line) {
        int rest = line.restSamples();
        int grid = rest < 0 ? BURST : Enhancer.HOP_SAMPLES;
        return (path.begunSamples() + got + Math.max(0, rest) + grid - line.unevenSamples()) % grid;
    }

    /** A line begins anywhere in a wave: it fades in from where the one before it ended. */
    private void join(float[] burst, int from, int count) {
        for (int i = from; i < count && faded < BURST; i++, faded++) {
            burst[i] = fadeFrom + (burst[i] - fadeFrom) * (faded + 0.5f) / BURST;
        }
        lastSample = burst[count - 1];
        bursts = Math.min(bursts + 1, STEADY_BURSTS);
        steady = bursts == STEADY_BURSTS;
    }

    /** Whether the microphone has been giving sound, so that lack of it is a glitch. */
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
            path.captured.breakHere();
        }
        overrun = taken < count;
        if (path.hasHop()) {
            path.enhanceSignal.raise();
        }
    }

    /** A line that is dead without saying so gives nothing, again and again. */
    private long nothing(CaptureLine line, long now) {
        if (nothingSince < 0) {
            nothingSince = now;
        } else if (now - nothingSince > MOST_NOTHING_NANOS) {
            nothingSince = -1;
            keeper.lose(line, "gives nothing any more");
        }
        return NOTHING_NANOS;
    }

    /** Silence pushes the last sound out of the framer, the enhancer and the resampler. */
    private long end() {
        write(silence, 0, silence.length);
        path.captureEnded = true;
        path.enhanceSignal.raise();
        path.supervisorSignal.raise();
        return FINISHED;
    }

    /** How old the last sample in the ring is now, as far as the device tells. */
    double ageSeconds(long now) {
        return (now - capturedNanos) / 1e9 + deviceSeconds;
    }
}
