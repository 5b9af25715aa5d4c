package quietline.streaming.live;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import quietline.Enhancer;

/**
 * Enhances a microphone's sound into a speaker: capture thread, ring, worker, ring, playback
 * thread; a fourth looks after the devices, opens them again when they are lost, and calls the
 * listener. What is wrong with a device never ends a session; only {@link #stop()}, the end of the
 * sound, or a fault of the program does.
 */
public final class LiveSession implements AutoCloseable {

    private static final long STOP_MILLIS = 150;

    private final Enhancer enhancer;
    private final LiveEngine engine;
    private final List<StageThread> audio;
    private final StageThread playing;
    private final StageThread supervising;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Histogram processing = new Histogram(10_000_000_000L, 2);
    private volatile Recorder inputRecorder;
    private volatile Recorder outputRecorder;
    private long recordedLost;
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
        playing = thread("quietline-playback", engine.playback, path.playbackSignal);
        audio =
                List.of(
                        thread("quietline-capture", engine.capture, path.captureSignal),
                        thread("quietline-enhance", engine.enhance, path.enhanceSignal),
                        playing);
        supervising = thread("quietline-devices", engine.supervisor, new Signal());
    }

    private StageThread thread(String name, Stage stage, Signal signal) {
        return new StageThread(name, stage, signal, this::threadEnded);
    }

    private void threadEnded() {
        if (playing.ended() || threads().stream().anyMatch(thread -> thread.fault() != null)) {
            over.countDown();
        }
    }

    /** Opens the devices and starts. Once. */
    public void start() {
        startNanos = System.nanoTime();
        supervising.start(Thread.NORM_PRIORITY);
        for (StageThread thread : audio) {
            thread.start(Thread.MAX_PRIORITY);
        }
    }

    /**
     * Waits for the end of the sound, or of the session.
     *
     * @return whether it has ended
     * @throws IllegalStateException if a fault of the program ended it
     */
    public boolean awaitEnd(long millis) throws InterruptedException {
        boolean ended = over.await(millis, TimeUnit.MILLISECONDS);
        for (StageThread thread : threads()) {
            if (thread.fault() != null) {
                throw new IllegalStateException("a fault of the program", thread.fault());
            }
        }
        return ended;
    }

    private List<StageThread> threads() {
        return Stream.concat(audio.stream(), Stream.of(supervising)).toList();
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
    public synchronized void record(Path input, Path output, boolean replace) throws IOException {
        stopRecording();
        if (input != null) {
            inputRecorder = new Recorder(input, replace, 0, engine.supervisor::tell);
        }
        try {
            if (output != null) {
                outputRecorder = new Recorder(output, replace, 1, engine.supervisor::tell);
            }
        } finally {
            engine.taps.set(inputRecorder, outputRecorder);
        }
    }

    /** Ends the recordings; their files are complete on return. */
    public synchronized void stopRecording() {
        engine.taps.set(null, null);
        recordedLost = lostRecordedSamples();
        for (Recorder recorder : new Recorder[] {inputRecorder, outputRecorder}) {
            if (recorder != null) {
                recorder.close();
            }
        }
        inputRecorder = null;
        outputRecorder = null;
    }

    private long lostRecordedSamples() {
        Recorder in = inputRecorder;
        Recorder out = outputRecorder;
        return recordedLost
                + (in == null ? 0 : in.lostSamples())
                + (out == null ? 0 : out.lostSamples());
    }

    /** How it stands. Never makes the sound wait; for one thread at a time. */
    public synchronized LiveStatistics statistics() {
        SoundPath path = engine.path;
        HopMeters meters = engine.meters;
        meters.drainProcessing(processing);
        return new LiveStatistics(
                (System.nanoTime() - startNanos) / 1e9,
                meters.input.peak(),
                meters.input.rms(),
                meters.output.peak(),
                meters.output.rms(),
                meters.reductionDb(),
                path.hops.get(),
                processing.getValueAtPercentile(50) / 1e3,
                processing.getValueAtPercentile(99) / 1e3,
                processing.getMaxValue() / 1e3,
                1e3 * engine.latencySeconds(),
                path.heldSamples(),
                engine.playout.targetSamples(),
                engine.playout.driftPpm(),
                path.overruns.get(),
                path.underruns.get(),
                path.droppedHops(),
                engine.supervisor.input().reconnects(),
                engine.supervisor.output().reconnects(),
                engine.supervisor.input().connected(),
                engine.supervisor.output().connected(),
                bypass,
                strength,
                inputRecorder != null || outputRecorder != null,
                lostRecordedSamples());
    }

    /** Ends all threads, whatever the devices do, closes the devices and completes recordings. */
    public void stop() {
        threads().forEach(StageThread::stop);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STOP_MILLIS);
        try {
            supervising.join(end);
            // Closing wakes who waits for a device.
            engine.supervisor.close();
            for (StageThread thread : audio) {
                thread.join(end);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        stopRecording();
    }

    @Override
    public void close() {
        stop();
    }
}
