package quietline.streaming.live;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import quietline.streaming.live.LiveEvent.Kind;

/**
 * The supervisor thread's work: opens and closes devices, detects that the machine has slept, and
 * delivers events to the listener.
 */
final class Supervisor implements Stage {

    private static final long ROUND_NANOS = 50_000_000L;
    private static final long QUIET_ROUND_NANOS = 200_000_000L;
    private static final long SLEPT_NANOS = 2_000_000_000L;

    /** How long nobody must have heard the output before the devices are closed. */
    private static final long UNHEARD_NANOS = 2_000_000_000L;

    private final SoundPath path;
    private final DeviceKeeper<CaptureLine> input;
    private final DeviceKeeper<PlaybackLine> output;
    private final Queue<LiveEvent> events = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean delivering = new AtomicBoolean();
    private final Consumer<LiveEvent> listener;
    private final LongSupplier clock;
    private final LongSupplier wallNanos;
    private final OutputDevice outputDevice;
    private final BooleanSupplier recording;
    private long heardNanos;
    private long lastClock = Long.MIN_VALUE;
    private long lastWall;
    private boolean ended;

    Supervisor(
            SoundPath path,
            InputDevice input,
            OutputDevice output,
            BooleanSupplier recording,
            Consumer<LiveEvent> listener,
            LongSupplier clock,
            LongSupplier wallNanos) {
        this.path = path;
        this.recording = recording;
        outputDevice = output;
        output.onChange(path.supervisorSignal::raise);
        this.listener = listener;
        this.clock = clock;
        this.wallNanos = wallNanos;
        this.input =
                new DeviceKeeper<>(
                        input.name(),
                        new DeviceKeeper.Kinds(Kind.INPUT_OPENED, Kind.INPUT_LOST, Kind.INPUT_BACK),
                        () -> CaptureLine.of(input.open(), path.format),
                        events::add,
                        path.captureSignal,
                        path.supervisorSignal);
        this.output =
                new DeviceKeeper<>(
                        output.name(),
                        new DeviceKeeper.Kinds(
                                Kind.OUTPUT_OPENED, Kind.OUTPUT_LOST, Kind.OUTPUT_BACK),
                        () -> PlaybackLine.of(output.open(), path.format),
                        events::add,
                        path.playbackSignal,
                        path.supervisorSignal);
    }

    DeviceKeeper<CaptureLine> input() {
        return input;
    }

    DeviceKeeper<PlaybackLine> output() {
        return output;
    }

    /** Queues an event and wakes the supervisor to deliver it. For any thread. */
    void post(LiveEvent event) {
        events.add(event);
        path.supervisorSignal.raise();
    }

    @Override
    public long step() {
        long now = clock.getAsLong();
        long wall = wallNanos.getAsLong();
        // Some systems stop the monotonic clock during sleep, others don't.
        long gap = Math.max(now - lastClock, wall - lastWall);
        if (lastClock != Long.MIN_VALUE && gap > SLEPT_NANOS) {
            path.flushes++;
            input.reopen(now);
            output.reopen(now);
            post(new LiveEvent(Kind.WOKE, "the machine has slept; restarting audio"));
        }
        rest(now);
        if (!path.resting) {
            output.check(now);
        }
        if (path.captureEnded) {
            end();
        } else if (!path.resting) {
            input.check(now);
        }
        deliver();
        // Opening a device may take longer than the gap that counts as sleep.
        lastClock = clock.getAsLong();
        lastWall = wallNanos.getAsLong();
        boolean quiet = path.resting || input.isHealthy() && output.isHealthy();
        return quiet ? QUIET_ROUND_NANOS : ROUND_NANOS;
    }

    /** Closes the devices when nobody hears the output; afterwards the sound starts afresh. */
    private void rest(long now) {
        // A session without a microphone waits for one, to say so.
        if (!input.everOpened() || outputDevice.isHeard() || recording.getAsBoolean()) {
            heardNanos = now;
        }
        boolean unheard = now - heardNanos > UNHEARD_NANOS;
        if (unheard && !path.resting) {
            path.resting = true;
            input.rest();
            output.rest();
        } else if (!unheard && path.resting && !path.captureEnded) {
            path.wakeFlush = path.flushes + 1;
            path.flushes++;
            path.resting = false;
            // Otherwise both threads would flush when the first sound wakes them, and lose it.
            path.enhanceSignal.raise();
            path.playbackSignal.raise();
            // The microphone's first sound takes longest, so it does not wait for the speaker.
            input.check(now);
        }
    }

    private void end() {
        if (!ended) {
            ended = true;
            input.close();
            post(new LiveEvent(Kind.INPUT_ENDED, "the input has ended"));
        }
    }

    /** Delivers queued events, unless another thread is doing so. */
    void deliver() {
        if (delivering.compareAndSet(false, true)) {
            try {
                for (LiveEvent event; (event = events.poll()) != null; ) {
                    listener.accept(event);
                }
            } finally {
                delivering.set(false);
            }
        }
    }

    /** Closes the devices, which wakes threads blocked in them. */
    void close() {
        input.close();
        output.close();
    }
}
