package quietline.streaming.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import quietline.streaming.profile.LiveStart;
import quietline.streaming.profile.ProfileSettings;
import quietline.streaming.profile.StartupProbe;

/** What {@code profile startup} starts: itself young, for its parent to read. */
@Command(name = "probe", hidden = true, description = "One start, for 'profile startup'.")
final class ProfileProbeCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Mixin private ProfileOptions options;

    @Option(names = LiveStart.OPTION, description = "As live sound starts.")
    private boolean live;

    @Parameters(paramLabel = "LAUNCHED", description = "When it was launched, in ns since 1970.")
    private long launchedNanos;

    @Override
    public Integer call() throws IOException, ExecutionException, InterruptedException {
        ProfileSettings settings = options.settings(1_000_000_000L);
        StartupProbe probe =
                live
                        ? LiveStart.run(settings, launchedNanos)
                        : StartupProbe.run(settings, launchedNanos);
        spec.commandLine().getOut().println(probe.line());
        spec.commandLine().getOut().flush();
        return ExitCode.OK;
    }
}
