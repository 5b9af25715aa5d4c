package quietline.streaming.profile;

import java.io.IOException;
import java.util.List;
import quietline.streaming.profile.FlightLog.Incident;

/** Hops at regular intervals, as from a device, each timed from when it was due. */
public final class PacedProfile {

    private static final long HOP_NANOS = ProfileSettings.HOP_NANOS;

    private final ProfileSettings settings;

    public PacedProfile(ProfileSettings settings) {
        this.settings = settings;
    }

    public ProfileReport run() throws IOException {
        ProfileReport report =
                settings.report("paced", "hops at their times, from when they were due", "hop");
        HopClock clock = new HopClock();
        Runnable hop = new HopSound(settings.enhancer(), 0);
        FlightLog flight = FlightLog.start();
        report.warmUp(WarmUp.run(clock, settings.warmUpNanos(), hop));
        long hops = Math.max(1, settings.durationNanos() / HOP_NANOS);
        PacedRun run = new PacedRun(clock, hop, HOP_NANOS, HOP_NANOS, hops);
        run.run(clock.nanos() + HOP_NANOS, hops);
        List<Incident> incidents = flight.stop();
        report.measured(hops, hops * HOP_NANOS);
        report.hasDeadline = true;
        report.add(run.response, run.service);
        report.metric("misses", run.misses, Metric.Unit.COUNT);
        report.metric("bytes-per-hop", run.bytesPerHop(), Metric.Unit.BYTES);
        report.metric("service-p50", run.service.percentile(50), Metric.Unit.NANOS);
        report.metric("service-p99", run.service.percentile(99), Metric.Unit.NANOS);
        report.metric("service-max", run.service.histogram.getMaxValue(), Metric.Unit.NANOS);
        Causes causes = new Causes(incidents, run.response.percentile(50), run.startNanos);
        report.outliers(run.outliers, causes);
        return report;
    }
}
