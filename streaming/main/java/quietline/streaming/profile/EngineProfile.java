package quietline.streaming.profile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import quietline.Enhancer;
import quietline.streaming.profile.EngineRun.Contender;
import quietline.streaming.profile.FlightLog.Incident;

/**
 * Hops back to back: how fast the engine is. A stream with and one without stage timing take turns,
 * so that the report also tells the cost of the timing. Its percentiles are those of the stream
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
        ProfileReport report = settings.report("engine", "hops back to back", "hop");
        Enhancer timed = settings.enhancer();
        timed.timeStages(true);
        StageTable stageTable = new StageTable(timed);
        Contender plain = new Contender("hop", settings.sound().through(settings.enhancer()));
        List<Contender> contenders = new ArrayList<>(List.of(plain));
        if (stages) {
            contenders.add(
                    new Contender(
                            "hop, stages timed", settings.sound().through(timed), stageTable::add));
        }
        EngineRun run = new EngineRun(HopClock.system(), contenders);
        FlightLog flight = FlightLog.start();
        run.run(settings.warmUpNanos(), settings.durationNanos());
        List<Incident> incidents = flight.stop();
        Series hops = plain.series;
        report.warmUp(run.warmUp);
        report.fact(
                "measured",
                String.format(Locale.ROOT, "%,d hops in %.1f s", plain.hops, run.nanos() / 1e9));
        if (stages) {
            addStages(report, hops, contenders.get(1).series, stageTable);
        } else {
            report.add(hops);
        }
        double mean = hops.histogram.getMean();
        report.metric("hops-per-second", Math.rint(1e9 / mean), Metric.Unit.COUNT);
        report.metric("times-real-time", ProfileSettings.HOP_NANOS / mean, Metric.Unit.TIMES);
        report.metric("bytes-per-hop", plain.bytesPerHop(), Metric.Unit.BYTES);
        Causes causes = new Causes(incidents, hops.percentile(50), run.startNanos);
        report.outliers(plain.outliers, causes);
        return report;
    }

    private static void addStages(
            ProfileReport report, Series plain, Series timed, StageTable stageTable) {
        report.add(plain, timed);
        report.tables.add(stageTable.table());
        Comparison cost = Comparison.paired(plain.batchMedians(), timed.batchMedians());
        report.metric("stage-timing", 100 * (cost.ratio() - 1), Metric.Unit.PERCENT);
        report.remarks.add(
                String.format(
                        Locale.ROOT,
                        "Timing the stages of every other hop costs %.1f %% of a hop (95 %%: %.1f to"
                                + " %.1f).",
                        100 * (cost.ratio() - 1),
                        100 * (cost.low() - 1),
                        100 * (cost.high() - 1)));
    }
}
