package quietline.streaming.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The entrance to what can be done with weights: {@code quietline weights COMMAND}. */
@Command(
        name = "weights",
        description = "Look into weights, or convert them.",
        subcommands = {WeightsInspectCommand.class, WeightsConvertCommand.class})
final class WeightsCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
