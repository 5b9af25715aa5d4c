package quietline.streaming.live;

import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.HdrHistogram.Histogram;
import quietline.streaming.live.EnhanceStage.HopProcess;

/** The stages of a live session without threads, so that tests can step them one by one. */
final class LiveEngine {

    final SoundPath path;
    final HopMeters meters = new HopMeters();
    final Taps taps;
    final Supervisor supervisor;
    final CaptureStage capture;
    final EnhanceStage enhance;
    final PlaybackStage playback;
    final Playout playout;
    private final double enhancerSeconds;

    LiveEngine(
            InputDevice input,
            OutputDevice output,
            LiveFormat format,
            HopProcess process,
            LatencyPolicy latency,
            Consumer<LiveEvent> listener,
            LongSupplier clock,
            LongSupplier wallNanos) {
        path = new SoundPath(format);
        enhancerSeconds = (double) process.delayInstants() / format.sampleRate();
        supervisor =
                new Supervisor(path, input, output, this::isRecording, listener, clock, wallNanos);
        taps = new Taps(format, process.delayInstants(), supervisor::post);
        playout = new Playout(path, latency);
        capture = new CaptureStage(path, supervisor.input(), clock);
        enhance = new EnhanceStage(path, process, latency, meters, taps, clock);
        playback =
                new PlaybackStage(
                        path,
                        supervisor.output(),
                        capture,
                        playout,
                        process.delayInstants(),
                        clock);
    }

    private boolean isRecording() {
        return taps.isRecording();
    }

    /** The current statistics. Must not be called concurrently. */
    LiveStatistics statistics(double uptimeSeconds, boolean bypass, float strength) {
        Histogram processing = meters.processing();
        // Without a microphone the meters would show the last level.
        int on = supervisor.input().connected() ? 1 : 0;
        return new LiveStatistics(
                uptimeSeconds,
                on * meters.input.peak(),
                on * meters.input.rms(),
                on * meters.output.peak(),
                on * meters.output.rms(),
                meters.reductionDb(),
                path.hops.get(),
                processing.getValueAtPercentile(50) / 1e3,
                processing.getValueAtPercentile(99) / 1e3,
                processing.getMaxValue() / 1e3,
                1e3 * playback.delaySeconds(),
                path.bufferedSamples(),
                playout.targetSamples(),
                playout.driftPpm(),
                path.overruns.get(),
                path.underruns.get(),
                path.droppedHops(),
                supervisor.input().reconnects(),
                supervisor.output().reconnects(),
                supervisor.input().connected(),
                supervisor.output().connected(),
                bypass,
                strength,
                taps.isRecording(),
                taps.lostSamples(),
                supervisor.input().shownName(),
                supervisor.output().shownName(),
                1e3 * enhancerSeconds,
                path.resting);
    }
}
