package quietline.streaming.live;

import java.io.IOException;
import java.util.function.LongSupplier;
import quietline.Enhancer;

/** The playback thread's work: writes bursts from the second ring to the speaker. */
final class PlaybackStage implements Stage {

    private static final long DISCONNECTED_NANOS = 10_000_000L;
    private static final long RESTING_NANOS = 1_000_000_000L;
    private static final long LEAST_WAIT_NANOS = 1_000_000L;
    private static final long MOST_WAIT_NANOS = 50_000_000L;
    private static final long NANOS_PER_SAMPLE = 1_000_000_000L / Enhancer.SAMPLE_RATE;

    private final SoundPath path;
    private final DeviceKeeper<PlaybackLine> keeper;
    private final CaptureStage input;
    private final Playout playout;
    private final LongSupplier clock;
    private final Pace pace = new Pace();
    private final Delay delay = new Delay();
    private final double enhancerSeconds;
    private final float[] burst;

    PlaybackStage(
            SoundPath path,
            DeviceKeeper<PlaybackLine> keeper,
            CaptureStage input,
            Playout playout,
            int enhancerInstants,
            LongSupplier clock) {
        this.path = path;
        this.keeper = keeper;
        this.input = input;
        this.playout = playout;
        this.clock = clock;
        enhancerSeconds = (double) enhancerInstants / path.format.sampleRate();
        burst = new float[Playout.BURST * path.format.width()];
    }

    @Override
    public long step() {
        boolean ended = path.enhanceEnded;
        PlaybackLine line = keeper.line();
        if (ended && (line == null || !playout.hasSound())) {
            finish(line);
            return FINISHED;
        }
        if (line == null) {
            playout.idle();
            return path.resting ? RESTING_NANOS : DISCONNECTED_NANOS;
        }
        int count;
        try {
            int queued = line.queuedSamples();
            count = playout.next(burst, queued, input.steady());
            if (count == 0) {
                line.flush();
                long spare = (queued - playout.leastQueued()) * NANOS_PER_SAMPLE;
                return Math.max(LEAST_WAIT_NANOS, Math.min(MOST_WAIT_NANOS, spare));
            }
            line.write(burst, count, playout.speed());
            if (playout.isPlaying()) {
                int queuedNow = queued < 0 ? queued : queued + count;
                delay.burst(latencySeconds(line.delaySeconds(queuedNow)));
            }
            long rest = pace.rest(clock.getAsLong(), count);
            if (rest > 0) {
                line.flush();
            }
            return rest;
        } catch (IOException | RuntimeException e) {
            keeper.reportLost(line, keeper.reason(e));
            return 0;
        }
    }

    /** Flushes before closing. */
    private void finish(PlaybackLine line) {
        try {
            if (line != null) {
                line.flush();
            }
        } catch (IOException | RuntimeException e) {
            keeper.reportLost(line, keeper.reason(e));
        }
    }

    /**
     * The delay of the next sample from microphone to ear, including the enhancer's. NaN if audio
     * was captured meanwhile, which would falsify it.
     */
    private double latencySeconds(double deviceSeconds) {
        long captured = path.captured.written();
        double age = input.ageSeconds(clock.getAsLong());
        double buffered = (double) path.bufferedSamples() / Enhancer.SAMPLE_RATE;
        return captured == path.captured.written()
                ? age + buffered + enhancerSeconds + deviceSeconds
                : Double.NaN;
    }

    /** The mean delay from microphone to ear, as far as the devices report theirs. */
    double delaySeconds() {
        return delay.seconds();
    }
}
