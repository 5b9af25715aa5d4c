package quietline.streaming.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line's entry point: {@code quietline COMMAND}. */
@Command(
        name = "quietline",
        description = "Removes noise from speech.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Version.class,
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        footer = "%n'quietline help exit-codes' lists the exit codes.")
public final class QuietlineCommand implements Runnable, Invocation {

    private static final List<Class<?>> COMMANDS =
            List.of(
                    EnhanceCommand.class,
                    CompareCommand.class,
                    PlotCommand.class,
                    LiveCommand.class,
                    DevicesCommand.class,
                    WeightsCommand.class,
                    ProfileCommand.class);

    /** Commands that need to know the others. */
    private static final List<Class<?>> MORE_COMMANDS =
            List.of(
                    DoctorCommand.class,
                    ConfigCommand.class,
                    CompletionCommand.class,
                    HelpTopics.class);

    private static final Set<String> INFORMATION = Set.of("-h", "--help", "-V", "--version");

    private final Map<String, String> environment;

    @Spec private CommandSpec spec;

    @Option(
            names = Failures.DEBUG,
            scope = ScopeType.INHERIT,
            description = "Print the stack trace of a failure.")
    private boolean debug;

    /** Starts with the environment variables of this process. */
    QuietlineCommand() {
        this(System.getenv());
    }

    private QuietlineCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public Set<String> commandNames() {
        return COMMANDS.stream().map(QuietlineCommand::name).collect(Collectors.toSet());
    }

    private static String name(Class<?> command) {
        return command.getAnnotation(Command.class).name();
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }

    /** Runs a command and returns its exit code. */
    public static int execute(
            PrintWriter out, PrintWriter err, Map<String, String> environment, String... args) {
        QuietlineCommand command = new QuietlineCommand(environment);
        Failures failures = new Failures();
        CommandLine line =
                withCommands(new CommandLine(command), args)
                        .registerConverter(Path.class, Failures::path)
                        .registerConverter(boolean.class, new OptionParser.Flag())
                        .setOut(out)
                        .setErr(err)
                        .setExpandAtFiles(false)
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .setParameterExceptionHandler(failures)
                        .setExecutionExceptionHandler(failures);
        try {
            boolean informs = Stream.of(args).anyMatch(INFORMATION::contains);
            if (line.getSubcommands().size() == 1 && !informs) {
                failures.settings(Settings.load(environment, line))
                        .apply(line, command.commandNames(), args);
            }
            return line.execute(args);
        } catch (ParameterException e) {
            return failures.handleParseException(e, args);
        } catch (IOException e) {
            return failures.handleExecutionException(e, line, null);
        } catch (Error e) {
            return failures.handleError(e, line);
        }
    }

    /** Adds only the called command if it can be identified, because reflecting on all is slow. */
    static CommandLine withCommands(CommandLine line, String... args) {
        String first = Stream.of(args).filter(arg -> !arg.startsWith("-")).findFirst().orElse("");
        Optional<Class<?>> called =
                COMMANDS.stream().filter(type -> name(type).equals(first)).findFirst();
        if (called.isPresent()) {
            return line.addSubcommand(called.get());
        }
        COMMANDS.forEach(line::addSubcommand);
        MORE_COMMANDS.forEach(line::addSubcommand);
        return line;
    }

    public static void main(String[] args) {
        // Messages have digits and separators as in English, whatever the system's language.
        Locale.setDefault(Locale.ROOT);
        // One line per log record.
        System.setProperty("java.util.logging.SimpleFormatter.format", "quietline: %5$s%n");
        // Pictures are drawn without a display.
        System.setProperty("java.awt.headless", "true");
        PrintWriter err = new PrintWriter(System.err, true);
        OutputStream stdout = new FileOutputStream(FileDescriptor.out);
        System.exit(
                StandardOutput.check(stdout, err, out -> execute(out, err, System.getenv(), args)));
    }
}
