package quietline.streaming.live;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import quietline.streaming.live.LiveEvent.Kind;

/**
 * Enhances a microphone's audio and plays it on a speaker: capture thread, ring, worker thread,
 * ring, playback thread. A fourth thread reopens lost devices and calls the listener. Device
 * failures never end a session; only {@link #stop()}, the end of the input, or a bug does.
 */
public final class LiveSession implements AutoCloseable {

    /** How long a driver may take to return; on a busy machine, some take a tenth of a second. */
    private static final long STOP_MILLIS = 1000;

    private static final long RECORDING_SECONDS = 2;

    private final String inputName;
    private final String outputName;
    private final LiveEnhancer enhancer;
    final LiveEngine engine;
    private final List<StageThread> audio;
    private final StageThread capturing;
    private final StageThread enhancing;
    private final StageThread playing;
    private final StageThread supervising;
    private final List<StageThread> threads;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile long startNanos;
    private volatile boolean bypass;
    private volatile float strength = 1;

    /**
     * The session owns the enhancer. The listener is called by one thread, never an audio thread.
     */
    public LiveSession(
            InputDevice input,
            OutputDevice output,
            LiveEnhancer enhancer,
            LatencyPolicy latency,
            Consumer<LiveEvent> listener) {
        inputName = input.name();
        outputName = output.name();
        this.enhancer = enhancer;
        engine =
                new LiveEngine(
                        input,
                        output,
                        enhancer.format(),
                        enhancer,
                        latency,
                        listener,
                        System::nanoTime,
                        () -> TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()));
        SoundPath path = engine.path;
        playing = thread("playback", engine.playback, path.playbackSignal);
        capturing = thread("capture", engine.capture, path.captureSignal);
        enhancing = thread("enhance", engine.enhance, path.enhanceSignal);
        audio = List.of(capturing, enhancing, playing);
        supervising =
                new StageThread(
                        "quietline-devices",
                        engine.supervisor,
                        path.supervisorSignal,
                        this::devicesEnded);
        threads = List.of(capturing, enhancing, playing, supervising);
    }

    private StageThread thread(String name, Stage stage, Signal signal) {
        return new StageThread("quietline-" + name, stage, signal, this::threadEnded);
    }

    /** Closes devices that were still being opened when the session ended. */
    private void devicesEnded() {
        engine.supervisor.close();
        threadEnded();
    }

    /** Tells the listener of a thread that hangs in a driver. */
    private void reportStuck(StageThread thread, Kind kind, String name) {
        if (!thread.ended()) {
            engine.supervisor.post(
                    new LiveEvent(kind, name + ": driver not responding; abandoned"));
        }
    }

    private void threadEnded() {
        if (playing.ended() || threads.stream().anyMatch(thread -> thread.fault() != null)) {
            over.countDown();
        }
    }

    /** Opens the devices and starts. Must be called only once. */
    public void start() {
        start(() -> {});
    }

    /**
     * Like {@link #start()}.
     *
     * @param first run by each audio thread, before the devices are opened
     */
    public void start(Runnable first) {
        startNanos = System.nanoTime();
        for (StageThread thread : audio) {
            thread.start(Thread.MAX_PRIORITY, first);
        }
        try {
            for (StageThread thread : audio) {
                thread.awaitBegun();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        supervising.start(Thread.NORM_PRIORITY, () -> {});
    }

    /**
     * Waits for the end of the session.
     *
     * @return whether it has ended
     * @throws IllegalStateException if a bug ended it
     */
    public boolean awaitEnd(long millis) throws InterruptedException {
        boolean ended = over.await(millis, TimeUnit.MILLISECONDS);
        for (StageThread thread : threads) {
            if (thread.fault() != null) {
                throw new IllegalStateException("internal error in a live session", thread.fault());
            }
        }
        return ended;
    }

    /** Switches the enhancement off or on, without a click or a change of delay. */
    public void setBypass(boolean bypass) {
        this.bypass = bypass;
        enhancer.setBypass(bypass);
    }

    /** Sets the part of the noise to remove, 0 to 1, without a click. */
    public void setStrength(float strength) {
        enhancer.setStrength(strength);
        this.strength = strength;
    }

    /**
     * Records the enhancer's input and output in its format, aligned to the sample; either path may
     * be null. Stops a recording in progress.
     */
    public void record(Path input, Path output, boolean replace) throws IOException {
        stopRecording();
        engine.taps.record(input, output, replace);
        engine.path.supervisorSignal.raise();
    }

    /** Stops recording; the files are complete on return. */
    public void stopRecording() {
        engine.taps.stop(System.nanoTime() + TimeUnit.SECONDS.toNanos(RECORDING_SECONDS));
    }

    /** The current statistics. Never makes an audio thread wait. */
    public synchronized LiveStatistics statistics() {
        double uptimeSeconds = startNanos == 0 ? 0 : (System.nanoTime() - startNanos) / 1e9;
        return engine.statistics(uptimeSeconds, bypass, strength);
    }

    /** Stops all threads even if devices hang, closes the devices and completes recordings. */
    public void stop() {
        threads.forEach(StageThread::stop);
        // Closing, too, may hang in a driver.
        Thread closing = new Thread(engine.supervisor::close, "quietline-closing");
        closing.setDaemon(true);
        closing.start();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STOP_MILLIS);
        // Recordings depend only on the worker, not on drivers.
        await(List.of(enhancing), end);
        engine.taps.stop(end);
        await(threads, end);
        try {
            closing.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        reportStuck(capturing, Kind.INPUT_LOST, inputName);
        reportStuck(playing, Kind.OUTPUT_LOST, outputName);
        reportStuck(supervising, Kind.INPUT_LOST, inputName + " or " + outputName);
        if (supervising.fault() == null) {
            engine.supervisor.deliver();
        }
    }

    private static void await(List<StageThread> ending, long endNanos) {
        try {
            for (StageThread thread : ending) {
                thread.join(endNanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
