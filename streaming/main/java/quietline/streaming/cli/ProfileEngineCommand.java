package quietline.streaming.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import quietline.streaming.profile.EngineProfile;
import quietline.streaming.profile.FurtherStarts;
import quietline.streaming.profile.ProfileReport;
import quietline.streaming.profile.ProfileSettings;

/** {@code profile engine}: hops back to back. */
@Command(
        name = "engine",
        description = {
            "Measure hops back to back: percentiles, times real time, and each stage.",
            "A stream with and one without stage timing take turns; the percentiles are those of"
                    + " the stream without. --duration: 10s if not given."
        })
final class ProfileEngineCommand implements Callable<Integer> {

    private static final long USUAL_NANOS = 10_000_000_000L;
    private static final int MOST_STARTS = 100;

    @Mixin private ProfileOptions options;

    @Mixin private ProfileReportOptions reports;

    @Option(
            names = "--no-stages",
            description = "Do not time stages; measure only the stream without stage timing.")
    private boolean noStages;

    @Option(
            names = "--starts",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Measure also N further starts of Java, for 'profile diff', as each compiles"
                            + " differently.")
    private int starts;

    @Override
    public Integer call() throws IOException {
        reports.check(
                ProfileReportOptions.HOP_TIMES,
                noStages ? Set.of("bytes-per-hop") : Set.of("bytes-per-hop", "stage-timing"));
        if (starts < 1 || starts > MOST_STARTS) {
            throw options.usage(
                    "--starts must be between 1 and %d, got %d".formatted(MOST_STARTS, starts));
        }
        ProfileSettings settings = options.settings(USUAL_NANOS);
        ProfileReport report = new EngineProfile(settings, !noStages).run();
        if (starts > 1) {
            List<String> arguments = new ArrayList<>(List.of("profile", "engine", "--no-stages"));
            arguments.addAll(options.arguments(USUAL_NANOS));
            arguments.add("--json");
            new FurtherStarts(QuietlineCommand.class, arguments).addTo(report, starts);
        }
        return reports.deliver(report);
    }
}
