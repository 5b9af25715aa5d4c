package quietline.streaming.profile;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import quietline.Enhancer;
import quietline.streaming.live.InputDevice;
import quietline.streaming.live.LatencyPolicy;
import quietline.streaming.live.LiveEvent;
import quietline.streaming.live.LiveSession;
import quietline.streaming.live.LiveStatistics;
import quietline.streaming.live.OutputDevice;

/**
 * The true delay from microphone to speaker, by clicks that go round through real devices. The
 * session is bypassed, so that no click is taken for noise: it works as hard, and the delay is the
 * same, as bypassing happens within the transform.
 */
public final class LiveProfile {

    private final ProfileSettings settings;
    private final InputDevice microphone;
    private final ClickLoop speaker;
    private final LatencyPolicy latency;

    public LiveProfile(
            ProfileSettings settings,
            InputDevice microphone,
            OutputDevice speaker,
            LatencyPolicy latency) {
        this.settings = settings;
        this.microphone = microphone;
        this.speaker = new ClickLoop(speaker);
        this.latency = latency;
    }

    /**
     * @throws IOException if there is no such device, or nothing that it plays is heard
     */
    public ProfileReport run() throws IOException, InterruptedException {
        // A session would wait for its devices to appear.
        microphone.open().close();
        speaker.open().close();
        ProfileReport report =
                settings.report(
                        "live", "from microphone to speaker, by clicks through the devices");
        report.fact("sound", "clicks");
        report.fact("microphone", microphone.name());
        report.fact("speaker", speaker.name());
        report.fact(
                "reserve", String.format(Locale.ROOT, "%.0f ms", latency.reserveSamples() / 16.0));
        Enhancer enhancer = settings.enhancer();
        WarmUp warmUp =
                WarmUp.run(
                        HopClock.system(),
                        List.of(
                                new Contender(
                                        "hop", new EnhancerWork(enhancer, HopSound.noise()), null)),
                        settings.warmUpNanos());
        report.fact("warm-up", warmUp.text());
        enhancer.reset();
        enhancer.setBypass(true);
        LiveSession session =
                new LiveSession(
                        microphone, speaker, enhancer, latency, event -> remark(report, event));
        LiveStatistics statistics;
        try (session) {
            session.setBypass(true);
            session.start();
            session.awaitEnd(TimeUnit.NANOSECONDS.toMillis(settings.durationNanos()));
            statistics = session.statistics();
        }
        if (speaker.returned() == 0) {
            throw new IOException(
                    ("none of %d clicks came back: what '%s' plays must be heard by '%s', through a"
                                    + " cable or as the speaker's monitor")
                            .formatted(speaker.lost(), speaker.name(), microphone.name()));
        }
        describe(report, statistics);
        return report;
    }

    /** Called by the session's own thread. */
    private static void remark(ProfileReport report, LiveEvent event) {
        boolean trouble =
                switch (event.kind()) {
                    case INPUT_OPENED, OUTPUT_OPENED -> false;
                    default -> true;
                };
        if (trouble) {
            synchronized (report) {
                report.remark(event.message());
            }
        }
    }

    private void describe(ProfileReport report, LiveStatistics statistics) {
        Series whole = new Series("from microphone to speaker", settings.durationNanos(), 1);
        for (int i = 0; i < speaker.returned(); i++) {
            if (whole.record(speaker.sentNanos(i), speaker.latencyNanos(i))) {
                whole.batches().close();
            }
        }
        report.fact("measured", speaker.returned() + " clicks");
        report.mainSeries(whole);
        report.metric("lost", speaker.lost(), Metric.Unit.COUNT);
        report.metric("claimed", statistics.latencyMillis() * 1e6, Metric.Unit.NANOS);
        report.metric("underruns", statistics.underruns(), Metric.Unit.COUNT);
        report.metric("overruns", statistics.overruns(), Metric.Unit.COUNT);
        report.metric("dropped", statistics.droppedHops(), Metric.Unit.COUNT);
        report.metric("hop-p50", statistics.processingP50Micros() * 1e3, Metric.Unit.NANOS);
        report.metric("hop-p99", statistics.processingP99Micros() * 1e3, Metric.Unit.NANOS);
        report.metric("hop-max", statistics.processingMaxMicros() * 1e3, Metric.Unit.NANOS);
        report.remark(
                "claimed: what the session itself says of its delay; hop: the work on one hop.");
    }
}
