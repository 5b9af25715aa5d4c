package quietline.streaming.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import quietline.streaming.profile.ChildJava;
import quietline.streaming.profile.StartupProfile;

/** How a fresh start goes. */
@Command(
        name = "startup",
        description = {
            "Measure fresh starts of Java: until the first hop is done, and until hops are quick.",
            "Back to back; paced as live sound is; and with an archive of the program's classes,"
                    + " made for this in a temporary folder. --duration is that of each start;"
                    + " default: 10s."
        })
final class ProfileStartupCommand implements Callable<Integer> {

    private static final long USUAL_NANOS = 10_000_000_000L;
    private static final int MOST_STARTS = 100;

    @Mixin private ProfileOptions options;

    @Mixin private ProfileReportOptions reports;

    @Option(
            names = "--starts",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many starts of either kind. Default: 3.")
    private int starts;

    @Override
    public Integer call() throws IOException {
        OptionalInt elsewhere = options.elsewhere();
        return elsewhere.isPresent() ? elsewhere.getAsInt() : measure();
    }

    private int measure() throws IOException {
        reports.check(
                Set.of(
                        "first",
                        "steady",
                        "slowest-hop",
                        "live-first",
                        "live-slowest-hop",
                        "live-worst-hop"),
                Set.of("steady-hops"));
        reports.refuseHistogram();
        if (starts < 1 || starts > MOST_STARTS) {
            throw options.usage("--starts: expected 1 to " + MOST_STARTS);
        }
        List<String> arguments = new ArrayList<>(List.of("profile", "probe"));
        arguments.addAll(options.arguments(USUAL_NANOS));
        return reports.deliver(
                new StartupProfile(
                                options.settings(USUAL_NANOS),
                                ChildJava.of(QuietlineCommand.class),
                                arguments,
                                starts)
                        .run());
    }
}
