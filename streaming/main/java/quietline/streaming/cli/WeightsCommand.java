package quietline.streaming.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The parent of {@code weights inspect} and {@code weights convert}. */
@Command(
        name = "weights",
        description = "Inspect or convert weights.",
        subcommands = {WeightsInspectCommand.class, WeightsConvertCommand.class})
final class WeightsCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
