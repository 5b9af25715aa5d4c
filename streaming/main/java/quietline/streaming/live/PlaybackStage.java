package quietline.streaming.live;

import java.io.IOException;
import java.util.function.LongSupplier;
import quietline.Enhancer;

/** From the second ring to the speaker, burst by burst. */
final class PlaybackStage implements Stage {

    private static final long OFF_NANOS = 10_000_000L;
    private static final long LEAST_WAIT_NANOS = 1_000_000L;
    private static final long MOST_WAIT_NANOS = 20_000_000L;
    private static final long NANOS_PER_SAMPLE = 1_000_000_000L / Enhancer.SAMPLE_RATE;

    private final SoundPath path;
    private final DeviceKeeper<PlaybackLine> keeper;
    private final CaptureStage input;
    private final Playout playout;
    private final LongSupplier clock;
    private final Pace pace = new Pace();
    private final float[] burst = new float[Playout.BURST];
    private volatile double deviceSeconds;

    PlaybackStage(
            SoundPath path,
            DeviceKeeper<PlaybackLine> keeper,
            CaptureStage input,
            Playout playout,
            LongSupplier clock) {
        this.path = path;
        this.keeper = keeper;
        this.input = input;
        this.playout = playout;
        this.clock = clock;
    }

    @Override
    public long step() {
        boolean ended = path.enhanceEnded;
        PlaybackLine line = keeper.line();
        if (ended && (line == null || !playout.hasBurst())) {
            return FINISHED;
        }
        if (line == null) {
            playout.idle();
            return OFF_NANOS;
        }
        try {
            int queued = line.queuedSamples();
            deviceSeconds = line.delaySeconds(queued);
            if (!playout.next(burst, queued, input.steady())) {
                long spare = (queued - playout.leastQueued()) * NANOS_PER_SAMPLE;
                return Math.max(LEAST_WAIT_NANOS, Math.min(MOST_WAIT_NANOS, spare));
            }
            line.write(burst, playout.speed());
        } catch (IOException | RuntimeException e) {
            keeper.lose(line, keeper.reason(e));
            return 0;
        }
        return pace.rest(clock.getAsLong(), Playout.BURST);
    }

    /** How long the sound takes from the ring to the ear, as far as the device tells. */
    double deviceSeconds() {
        return deviceSeconds;
    }
}
