package quietline.streaming.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code profile MODE}: measures times. */
@Command(
        name = "profile",
        description = {
            "Measure how long a hop of 16 ms takes, and why some take longer.",
            "The slowest hops are listed with their causes: garbage collection, safepoint,"
                    + " compilation, deoptimisation, scheduling."
        },
        footerHeading = "%nModes and examples:%n",
        footer = {
            "  engine   hops back to back: percentiles, each stage, allocation",
            "  paced    a hop every 16 ms, timed from when it was due, so that hops that",
            "           wait behind a stall count too",
            "  streams  how many streams run at a time",
            "  live     the delay from microphone to speaker, by clicks through the devices",
            "  diff     two reports compared: faster, slower, or no difference shown",
            "",
            "  quietline profile engine --json=a.json --html=a.html --hdr=a.hgrm",
            "  quietline profile paced --duration 60s --fail-above p99=2ms,misses=0",
            "  quietline profile engine --no-stages --starts 5 --json=b.json",
            "  quietline profile diff a.json b.json --fail-slower",
            "  quietline profile live --microphone 1 --speaker 1",
            "",
            "Exit code 3: a limit was exceeded. To measure on certain cores (Linux):",
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
