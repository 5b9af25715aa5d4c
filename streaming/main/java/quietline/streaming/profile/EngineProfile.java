package quietline.streaming.profile;

import java.io.IOException;
import java.util.List;
import quietline.Enhancer;
import quietline.streaming.profile.FlightLog.Incident;

/**
 * Hops back to back: how fast the engine is. Timing the stages slows a hop down, so they are
 * measured afterwards, on a stream of their own.
 */
public final class EngineProfile {

    /** The stages' share of the time: their means need fewer hops than percentiles do. */
    private static final int STAGES_SHARE = 4;

    private final ProfileSettings settings;
    private final HopClock clock = new HopClock();

    public EngineProfile(ProfileSettings settings) {
        this.settings = settings;
    }

    public ProfileReport run() throws IOException {
        ProfileReport report = settings.report("engine", "hops back to back", "hop");
        Runnable hop = new HopSound(settings.enhancer(), 0);
        FlightLog flight = FlightLog.start();
        WarmUp warmUp = WarmUp.run(clock, settings.warmUpNanos(), hop);
        EngineRun run =
                new EngineRun(clock, hop, () -> {}, warmUp.usualNanos(), settings.durationNanos());
        run.run();
        List<Incident> incidents = flight.stop();
        Series series = run.series;
        report.warmUp(warmUp);
        report.measured(run.hops, run.nanos());
        report.add(series);
        report.tables.add(stages());
        double mean = series.histogram.getMean();
        report.metric("hops-per-second", Math.rint(1e9 / mean), Metric.Unit.COUNT);
        report.metric("times-real-time", ProfileSettings.HOP_NANOS / mean, Metric.Unit.TIMES);
        report.metric("bytes-per-hop", run.bytesPerHop(), Metric.Unit.BYTES);
        report.outliers(run.outliers, new Causes(incidents, series.percentile(50), run.startNanos));
        return report;
    }

    private ReportTable stages() {
        Enhancer enhancer = settings.enhancer();
        enhancer.timeStages(true);
        Runnable hop = new HopSound(enhancer, 0);
        StageTable stages = new StageTable(enhancer);
        WarmUp warmUp = WarmUp.run(clock, settings.warmUpNanos() / STAGES_SHARE, hop);
        long nanos = settings.durationNanos() / STAGES_SHARE;
        new EngineRun(clock, hop, stages::add, warmUp.usualNanos(), nanos).run();
        return stages.table();
    }
}
