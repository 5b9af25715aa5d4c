package quietline.streaming.cli;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import quietline.streaming.profile.EngineProfile;

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

    @Mixin private ProfileOptions options;

    @Option(
            names = "--no-stages",
            description = "Do not time stages; all of the time goes to the plain stream.")
    private boolean noStages;

    @Override
    public Integer call() throws IOException {
        options.check(ProfileOptions.HOP_TIMES, Set.of("bytes-per-hop"));
        return options.deliver(
                new EngineProfile(options.settings(USUAL_NANOS), !noStages, null).run());
    }
}
