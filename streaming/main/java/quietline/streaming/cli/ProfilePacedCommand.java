package quietline.streaming.cli;

import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import quietline.streaming.profile.PacedProfile;
import quietline.streaming.profile.ProfileSettings;

/** The command {@code profile paced}: measures hops at regular intervals. */
@Command(
        name = "paced",
        description = {
            "Measure a hop every "
                    + ProfileSettings.HOP
                    + ", as from a device, each from when it was due.",
            "So a hop that waits behind a slow one counts too. A hop is missed if it is not done when"
                    + " the next is due. --duration: 60s if not given."
        })
final class ProfilePacedCommand implements Callable<Integer> {

    private static final long DEFAULT_NANOS = 60_000_000_000L;

    @Mixin private ProfileOptions options;

    @Mixin private ProfileReportOptions reports;

    @Override
    public Integer call() throws IOException {
        Set<String> times = new TreeSet<>(ProfileReportOptions.HOP_TIMES);
        times.addAll(Set.of("service-p50", "service-p99", "service-max"));
        reports.check(times, Set.of("misses", "bytes-per-hop"));
        return reports.deliver(new PacedProfile(options.settings(DEFAULT_NANOS)).run());
    }
}
