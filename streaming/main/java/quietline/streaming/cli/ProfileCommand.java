package quietline.streaming.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import quietline.streaming.profile.ProfileSettings;

/** The command {@code profile}: measures how long hops take. */
@Command(
        name = "profile",
        description = {
            "Measure how long a hop of "
                    + ProfileSettings.HOP
                    + " takes, and why some take longer.",
            "paced and streams time a hop from when it was due, so that hops that wait behind a stall"
                    + " count too. The slowest hops are listed with their causes: garbage collection, safepoint,"
                    + " compilation, deoptimisation, scheduling."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  quietline profile engine --json=a.json --html=a.html --hdr=a.hgrm",
            "  quietline profile paced --duration 60s --fail-above p99=2ms,misses=0",
            "  quietline profile diff a.json b.json --fail-slower",
            "  quietline profile live --microphone 1 --speaker 1",
            "",
            "To measure on certain cores (Linux):",
            "  taskset -c 1 quietline profile engine"
        },
        synopsisSubcommandLabel = "MODE",
        subcommands = {
            ProfileEngineCommand.class,
            ProfilePacedCommand.class,
            ProfileStreamsCommand.class,
            ProfileLiveCommand.class,
            ProfileDiffCommand.class
        })
final class ProfileCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no mode given");
    }
}
