package quietline.streaming.cli;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import quietline.streaming.profile.EngineProfile;

/** The command {@code profile engine}: measures hops back to back. */
@Command(
        name = "engine",
        description = {
            "Measure hops back to back: percentiles, times real time, and each stage.",
            "Stages are measured afterwards, for a quarter of the time. --duration: 10s if not given."
        })
final class ProfileEngineCommand implements Callable<Integer> {

    private static final long DEFAULT_NANOS = 10_000_000_000L;

    @Mixin private ProfileOptions options;

    @Mixin private ProfileReportOptions reports;

    @Override
    public Integer call() throws IOException {
        reports.check(ProfileReportOptions.HOP_TIMES, Set.of("bytes-per-hop"));
        return reports.deliver(new EngineProfile(options.settings(DEFAULT_NANOS)).run());
    }
}
