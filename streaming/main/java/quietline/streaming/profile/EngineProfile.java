package quietline.streaming.profile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import quietline.Enhancer;
import quietline.gtcrn.StageTimes;
import quietline.kernel.KernelChoice;

/**
 * Hops back to back: how fast the engine is. Streams with and without stage timing take turns, so
 * that the report also tells what the timing costs; its percentiles are those of the stream
 * without.
 */
public final class EngineProfile {

    private final ProfileSettings settings;
    private final boolean stages;

    public EngineProfile(ProfileSettings settings, boolean stages) {
        this.settings = settings;
        this.stages = stages;
    }

    public ProfileReport run() throws IOException {
        ProfileReport report = settings.report("engine", "hops back to back");
        Optional<FlightLog> flight = FlightLog.start();
        Contender plain =
                new Contender("hop", new EnhancerWork(settings.enhancer(), settings.sound()), null);
        List<Contender> contenders = new ArrayList<>(List.of(plain));
        StageTimes times = new StageTimes();
        StageMeans means = new StageMeans(times);
        Contender timed = null;
        if (stages) {
            Enhancer enhancer = Enhancer.create(settings.weights(), KernelChoice.fastest(), times);
            timed =
                    new Contender(
                            "hop, stages timed",
                            new EnhancerWork(enhancer, settings.sound()),
                            means);
            contenders.add(timed);
        }
        EngineRun run = new EngineRun(HopClock.system(), contenders);
        run.run(settings.warmUpNanos(), settings.durationNanos());
        List<Incident> incidents = flight.isPresent() ? flight.get().stop() : null;

        report.fact("warm-up", run.warmUp().text());
        report.fact(
                "measured",
                String.format(Locale.ROOT, "%,d hops in %.1f s", plain.hops, run.nanos() / 1e9));
        report.mainSeries(plain.series);
        double mean = plain.series.histogram().getMean();
        report.metric("hops-per-second", Math.rint(1e9 / mean), Metric.Unit.COUNT);
        report.metric("times-real-time", ProfileSettings.HOP_NANOS / mean, Metric.Unit.TIMES);
        report.metric("bytes-per-hop", plain.bytesPerHop(), Metric.Unit.BYTES);
        if (timed != null) {
            report.add(timed.series);
            report.add(StageTable.of(means));
            Comparison cost = paired(plain, timed);
            report.metric("stage-timing", 100 * (cost.ratio() - 1), Metric.Unit.PERCENT);
            report.remark(
                    String.format(
                            Locale.ROOT,
                            "Timing the stages of every other hop costs %.1f %% of a hop (95 %%: %.1f to %.1f).",
                            100 * (cost.ratio() - 1),
                            100 * (cost.low() - 1),
                            100 * (cost.high() - 1)));
        }
        long usual = plain.series.percentile(50);
        report.outliers(
                new Causes(incidents, usual, run.startNanos()).explain(plain.outliers),
                plain.outliers.total(),
                plain.outliers.thresholdNanos());
        return report;
    }

    /** By the medians of their batches, which took turns. */
    private static Comparison paired(Contender one, Contender other) {
        return Comparison.paired(one.series.batches().medians(), other.series.batches().medians());
    }
}
