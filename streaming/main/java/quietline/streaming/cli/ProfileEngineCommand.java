package quietline.streaming.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import quietline.streaming.profile.ChildJava;
import quietline.streaming.profile.EngineProfile;
import quietline.streaming.profile.EngineStarts;
import quietline.streaming.profile.ProfileReport;
import quietline.streaming.profile.ProfileSettings;

/** Hops back to back. */
@Command(
        name = "engine",
        description = {
            "Measure hops back to back: percentiles, times real time, and each stage.",
            "Streams with and without stage timing take turns; the percentiles are those of the"
                    + " stream without."
        })
final class ProfileEngineCommand implements Callable<Integer> {

    private static final long USUAL_NANOS = 10_000_000_000L;
    private static final int MOST_STARTS = 100;

    @Mixin private ProfileOptions options;

    @Mixin private ProfileReportOptions reports;

    @Option(
            names = "--no-stages",
            description = "Do not time stages; all of the time goes to the plain stream.")
    private boolean noStages;

    @Option(
            names = "--starts",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Measure N more starts of Java, for 'profile diff': each compiles differently.")
    private int starts;

    @Override
    public Integer call() throws IOException {
        reports.check(
                ProfileReportOptions.HOP_TIMES,
                noStages ? Set.of("bytes-per-hop") : Set.of("bytes-per-hop", "stage-timing"));
        if (starts < 1 || starts > MOST_STARTS) {
            throw options.usage("--starts: expected 1 to " + MOST_STARTS);
        }
        ProfileSettings settings = options.settings(USUAL_NANOS);
        ProfileReport report = new EngineProfile(settings, !noStages).run();
        if (starts > 1) {
            List<String> arguments = new ArrayList<>(List.of("profile", "engine", "--no-stages"));
            arguments.addAll(options.arguments(USUAL_NANOS));
            EngineStarts.add(report, ChildJava.of(QuietlineCommand.class), arguments, starts);
        }
        return reports.deliver(report);
    }
}
