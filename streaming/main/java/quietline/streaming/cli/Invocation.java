package quietline.streaming.cli;

import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** Gives subcommands the environment and the names of all commands. */
interface Invocation {

    /** Returns the environment variables. */
    Map<String, String> environment();

    /** Returns the names of the commands that have settings. */
    Set<String> commandNames();

    static Invocation of(CommandSpec command) {
        return (Invocation) command.root().userObject();
    }
}
