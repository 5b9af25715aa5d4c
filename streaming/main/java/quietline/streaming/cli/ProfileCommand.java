package quietline.streaming.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The entrance to the measuring of time: {@code quietline profile MODE}. */
@Command(
        name = "profile",
        description = {
            "Measure how long a hop of 16 ms takes, and why some take longer.",
            "engine: hops back to back, stage by stage. paced: a hop every 16 ms, as from a device."
                    + " streams: how many streams at a time. live: the true delay through devices."
                    + " diff: two reports compared."
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
