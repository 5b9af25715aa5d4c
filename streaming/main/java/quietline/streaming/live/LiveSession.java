package quietline.streaming.live;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import quietline.Enhancer;
import quietline.streaming.live.LiveEvent.Kind;

/**
 * Enhances a microphone's sound into a speaker: capture thread, ring, worker, ring, playback
 * thread; a fourth looks after the devices, opens them again when they are lost, and calls the
 * listener. What is wrong with a device never ends a session; only {@link #stop()}, the end of the
 * sound, or a fault of the program does.
 */
public final class LiveSession implements AutoCloseable {

    private static final long STOP_MILLIS = 90;
    private static final long RECORDING_SECONDS = 2;

    private final String inputName;
    private final String outputName;
    private final Enhancer enhancer;
    private final LiveEngine engine;
    private final List<StageThread> audio;
    private final StageThread capturing;
    private final StageThread enhancing;
    private final StageThread playing;
    private final StageThread supervising;
    private final List<StageThread> threads;
    private final CountDownLatch over = new CountDownLatch(1);
    private long startNanos;
    private volatile boolean bypass;
    private volatile float strength = 1;

    /**
     * Takes the enhancer over. The listener is called by one thread, which sound does not go by.
     */
    public LiveSession(
            InputDevice input,
            OutputDevice output,
            Enhancer enhancer,
            LatencyPolicy latency,
            Consumer<LiveEvent> listener) {
        inputName = input.name();
        outputName = output.name();
        this.enhancer = enhancer;
        engine =
                new LiveEngine(
                        input,
                        output,
                        enhancer::process,
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

    /** Also what was still being opened when the session ended is closed. */
    private void devicesEnded() {
        engine.supervisor.close();
        threadEnded();
    }

    /** Of what a driver does not let go of, the listener is told. */
    private void tellOfStuck(StageThread thread, Kind kind, String name) {
        if (!thread.ended()) {
            engine.supervisor.tell(
                    new LiveEvent(kind, name + ": the driver does not return; left to itself"));
        }
    }

    private void threadEnded() {
        if (playing.ended() || threads.stream().anyMatch(thread -> thread.fault() != null)) {
            over.countDown();
        }
    }

    /** Opens the devices and starts. Once. */
    public void start() {
        start(() -> {});
    }

    /**
     * As {@link #start()}.
     *
     * @param beforeDevices what is to be done once the threads are there, before there is sound
     */
    public void start(Runnable beforeDevices) {
        startNanos = System.nanoTime();
        for (StageThread thread : audio) {
            thread.start(Thread.MAX_PRIORITY);
        }
        try {
            for (StageThread thread : audio) {
                thread.awaitBegun();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        beforeDevices.run();
        supervising.start(Thread.NORM_PRIORITY);
    }

    /**
     * Waits for the end of the sound, or of the session.
     *
     * @return whether it has ended
     * @throws IllegalStateException if a fault of the program ended it
     */
    public boolean awaitEnd(long millis) throws InterruptedException {
        boolean ended = over.await(millis, TimeUnit.MILLISECONDS);
        for (StageThread thread : threads) {
            if (thread.fault() != null) {
                throw new IllegalStateException("a fault of the program", thread.fault());
            }
        }
        return ended;
    }

    /** Lets the sound through as it is, with the same delay and without a click. */
    public void setBypass(boolean bypass) {
        this.bypass = bypass;
        enhancer.setBypass(bypass);
    }

    /** How much of the noise is taken, 0 to 1, without a click. */
    public void setStrength(float strength) {
        enhancer.setStrength(strength);
        this.strength = strength;
    }

    /**
     * Records what the enhancer hears and what it makes of it, 16 kHz mono, sample by sample
     * together; either may be null. Ends what was being recorded.
     */
    public void record(Path input, Path output, boolean replace) throws IOException {
        stopRecording();
        engine.taps.record(input, output, replace);
    }

    /** Ends the recordings; their files are complete on return. */
    public void stopRecording() {
        engine.taps.stop(System.nanoTime() + TimeUnit.SECONDS.toNanos(RECORDING_SECONDS));
    }

    /** How it stands. Never makes the sound wait. */
    public synchronized LiveStatistics statistics() {
        return engine.statistics((System.nanoTime() - startNanos) / 1e9, bypass, strength);
    }

    /** Ends all threads, whatever the devices do, closes the devices and completes recordings. */
    public void stop() {
        threads.forEach(StageThread::stop);
        // Also closing may take a driver for ever.
        Thread closing = new Thread(engine.supervisor::close, "quietline-closing");
        closing.setDaemon(true);
        closing.start();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STOP_MILLIS);
        // Recordings need the worker's end only, whatever drivers do.
        await(List.of(enhancing), end);
        engine.taps.stop(end);
        await(threads, end);
        try {
            closing.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        tellOfStuck(capturing, Kind.INPUT_LOST, inputName);
        tellOfStuck(playing, Kind.OUTPUT_LOST, outputName);
        tellOfStuck(supervising, Kind.INPUT_LOST, inputName + " or " + outputName);
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
