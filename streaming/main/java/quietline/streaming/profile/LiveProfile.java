package quietline.streaming.profile;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import quietline.Enhancer;
import quietline.streaming.live.InputDevice;
import quietline.streaming.live.LatencyPolicy;
import quietline.streaming.live.LiveEnhancer;
import quietline.streaming.live.LiveEvent;
import quietline.streaming.live.LiveFormat;
import quietline.streaming.live.LiveSession;
import quietline.streaming.live.LiveStatistics;
import quietline.streaming.live.OutputDevice;
import quietline.streaming.live.OutputLine;
import quietline.streaming.live.priority.AudioPriority;
import quietline.streaming.profile.ClickLine.Click;

/**
 * Measures the delay from microphone to speaker by clicks that go round through real devices. The
 * session is bypassed, so that no click is taken for noise. Bypass works inside the STFT, so the
 * load and the delay stay the same.
 */
public final class LiveProfile {

    private final ProfileSettings settings;
    private final InputDevice microphone;
    private final OutputDevice speaker;
    private final Queue<Click> clicks = new ConcurrentLinkedQueue<>();
    private final LatencyPolicy latency;

    public LiveProfile(
            ProfileSettings settings,
            InputDevice microphone,
            OutputDevice speaker,
            LatencyPolicy latency) {
        this.settings = settings;
        this.microphone = microphone;
        this.speaker = new Clicking(speaker, clicks);
        this.latency = latency;
    }

    /** A speaker that plays clicks. */
    private record Clicking(OutputDevice speaker, Queue<Click> clicks) implements OutputDevice {

        @Override
        public String name() {
            return speaker.name();
        }

        @Override
        public OutputLine open() throws IOException {
            return new ClickLine(speaker.open(), clicks);
        }
    }

    /** Fails if a device cannot be opened, or no click returns. */
    public ProfileReport run() throws IOException, InterruptedException {
        // A session would wait for missing devices instead of failing.
        microphone.open().close();
        speaker.open().close();
        ProfileReport report =
                settings.report(
                        "live",
                        "from microphone to speaker, by clicks through the devices",
                        "click");
        report.fact("microphone", microphone.name());
        report.fact("speaker", speaker.name());
        report.fact("reserve", 1000 * latency.reserveSamples() / Enhancer.SAMPLE_RATE + " ms");
        // As a live session does; other modes measure the fastest kernels.
        Enhancer channel = Enhancer.create(settings.weights());
        report.fact("kernels", channel.kernelsName());
        LiveEnhancer enhancer = new LiveEnhancer(() -> channel, LiveFormat.MONO);
        Runnable hop = new HopSound(channel, 0);
        report.warmUp(WarmUp.run(new HopClock(), settings.warmUpNanos(), hop));
        enhancer.warmUp(Duration.ofMillis(500));
        LiveSession session =
                new LiveSession(
                        microphone, speaker, enhancer, latency, event -> remark(report, event));
        AudioPriority priority = new AudioPriority();
        LiveStatistics statistics;
        try (session) {
            session.setBypass(true);
            session.start(priority);
            session.awaitEnd(TimeUnit.NANOSECONDS.toMillis(settings.durationNanos()));
            statistics = session.statistics();
        }
        report.fact("priority", priority.granted());
        List<Click> returned = clicks.stream().filter(click -> !click.isLost()).toList();
        if (returned.isEmpty()) {
            throw new IOException(
                    ("none of %d clicks returned; '%s' must be heard by '%s', through a cable or as"
                                    + " the speaker's monitor")
                            .formatted(clicks.size(), speaker.name(), microphone.name()));
        }
        describe(report, returned, statistics);
        return report;
    }

    /** Adds trouble to the report. Called by the session's own thread. */
    private static void remark(ProfileReport report, LiveEvent event) {
        if (event.kind() != LiveEvent.Kind.INPUT_OPENED
                && event.kind() != LiveEvent.Kind.OUTPUT_OPENED) {
            synchronized (report) {
                report.remarks.add(event.message());
            }
        }
    }

    private void describe(ProfileReport report, List<Click> returned, LiveStatistics statistics) {
        Series whole = new Series("from microphone to speaker", 1);
        for (Click click : returned) {
            if (whole.record(click.sentNanos(), click.latencyNanos())) {
                whole.closeBatch();
            }
        }
        report.fact("measured", returned.size() + " clicks");
        report.add(whole);
        report.metric("lost", clicks.size() - returned.size(), Metric.Unit.COUNT);
        report.metric("claimed", statistics.latencyMillis() * 1e6, Metric.Unit.NANOS);
        report.metric("underruns", statistics.underruns(), Metric.Unit.COUNT);
        report.metric("overruns", statistics.overruns(), Metric.Unit.COUNT);
        report.metric("dropped", statistics.droppedHops(), Metric.Unit.COUNT);
        report.metric("hop-p50", statistics.processingP50Micros() * 1e3, Metric.Unit.NANOS);
        report.metric("hop-p99", statistics.processingP99Micros() * 1e3, Metric.Unit.NANOS);
        report.metric("hop-max", statistics.processingMaxMicros() * 1e3, Metric.Unit.NANOS);
        report.remarks.add(
                "claimed: the delay that the session itself reports; hop: the work on one hop.");
    }
}
