package quietline.streaming.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command {@code help}: prints the help of a command, or the exit codes of all. */
@Command(
        name = "help",
        helpCommand = true,
        description = {
            "Print the help of a command.",
            "'help config' explains the settings file and environment variables, 'help exit-codes'"
                    + " the exit codes."
        })
final class HelpTopics implements Callable<Integer> {

    private static final String EXIT_CODES = "exit-codes";

    static final String CODES =
            """
            Exit codes of all commands:
              0    success
              1    failure, of any file if there are several; one line on stderr describes it
              2    invalid command line
              3    profile: a limit was exceeded, named in one line on stderr
              129  terminal closed (SIGHUP)
              130  interrupted (Ctrl-C)
              141  the reader of stdout, such as head, left early
              143  terminated (SIGTERM)
            After any of these signals, live ends as after q: with 0, or 1 if a recording failed.
            """;

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "TOPIC",
            arity = "0..*",
            description = "A command and, for profile or weights, its mode; or exit-codes.")
    private List<String> topics = List.of();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (topics.equals(List.of(EXIT_CODES))) {
            CODES.lines().forEach(out::println);
        } else {
            find().usage(out);
        }
        out.flush();
        return ExitCode.OK;
    }

    private CommandLine find() {
        CommandLine found = spec.root().commandLine();
        for (String topic : topics) {
            CommandLine next = found.getSubcommands().get(topic);
            if (next == null) {
                throw new UnmatchedArgumentException(found, List.of(topic));
            }
            found = next;
        }
        return found;
    }
}
