package quietline.streaming.profile;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Hops every 16 ms, as from a device, each held against its scheduled time. */
public final class PacedProfile {

    static final String MODE = "paced";

    private final ProfileSettings settings;

    public PacedProfile(ProfileSettings settings) {
        this.settings = settings;
    }

    public ProfileReport run() throws IOException {
        ProfileReport report =
                settings.report(MODE, "a hop every 16 ms, from its scheduled time until done");
        Optional<FlightLog> flight = FlightLog.start();
        HopClock clock = HopClock.system();
        HopWork work = new EnhancerWork(settings.enhancer(), settings.sound());
        WarmUp warmUp =
                WarmUp.run(
                        clock, List.of(new Contender("hop", work, null)), settings.warmUpNanos());
        report.fact("warm-up", warmUp.text());
        long hops = Math.max(1, settings.durationNanos() / ProfileSettings.HOP_NANOS);
        PacedRun run =
                new PacedRun(
                        clock, work, ProfileSettings.HOP_NANOS, ProfileSettings.HOP_NANOS, hops);
        run.run(clock.nanos() + ProfileSettings.HOP_NANOS, hops);
        List<Incident> incidents = flight.isPresent() ? flight.get().stop() : null;

        report.fact(
                "measured",
                String.format(
                        Locale.ROOT,
                        "%,d hops in %.1f s",
                        hops,
                        hops * ProfileSettings.HOP_NANOS / 1e9));
        describe(run, report);
        report.outliers(
                new Causes(incidents, run.response.percentile(50), run.startNanos())
                        .explain(run.outliers),
                run.outliers.total(),
                run.outliers.thresholdNanos());
        return report;
    }

    static void describe(PacedRun run, ProfileReport report) {
        report.mainSeries(run.response);
        report.add(run.service);
        report.metric("misses", run.misses(), Metric.Unit.COUNT);
        report.metric("bytes-per-hop", run.bytesPerHop(), Metric.Unit.BYTES);
        report.metric("service-p50", run.service.percentile(50), Metric.Unit.NANOS);
        report.metric("service-p99", run.service.percentile(99), Metric.Unit.NANOS);
        report.metric("service-max", run.service.histogram().getMaxValue(), Metric.Unit.NANOS);
    }
}
