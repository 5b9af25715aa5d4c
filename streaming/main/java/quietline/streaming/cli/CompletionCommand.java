package quietline.streaming.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code completion}: prints a shell completion script. */
@Command(
        name = "completion",
        description = {
            "Print a completion script for bash and zsh.",
            "To use it now: source <(quietline completion)"
        })
final class CompletionCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        CommandSpec root = spec.root();
        spec.commandLine().getOut().print(AutoComplete.bash(root.name(), root.commandLine()));
        spec.commandLine().getOut().flush();
    }
}
