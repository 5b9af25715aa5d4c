package quietline.streaming.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;
import quietline.kernel.UnavailableKernelsException;
import quietline.weights.WeightsException;

/** Turns every failure into one line on stderr and an exit code. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {

    /** The option that asks for stack traces. */
    static final String DEBUG = "--debug";

    private Settings settings = Settings.none();

    /** Takes and returns the settings that messages on options may be about. */
    Settings settings(Settings inForce) {
        settings = inForce;
        return inForce;
    }

    /** Returns whether the command's caller asked for stack traces. */
    static boolean debug(CommandSpec command) {
        return Boolean.TRUE.equals(command.root().findOption(DEBUG).getValue());
    }

    @Override
    public int handleParseException(ParameterException failure, String[] args) {
        CommandLine at = failure.getCommandLine();
        print(at, settings.explain(failure, trouble(failure) + fileHint(args)), failure);
        return ExitCode.USAGE;
    }

    /** Says how to name a file that begins with a dash, if there is one of that name. */
    private static String fileHint(String[] args) {
        return Stream.of(args)
                .takeWhile(word -> !word.equals("--"))
                .filter(word -> word.matches("-[^-].*") && new File(word).exists())
                .findFirst()
                .map("; if '%1$s' is meant as a file, write ./%1$s or put -- before it"::formatted)
                .orElse("");
    }

    private static String trouble(ParameterException failure) {
        String trouble =
                failure.getMessage()
                        .replaceFirst("\\.$", "")
                        .replaceFirst(
                                "^Invalid value for option '(-[-a-z]+)'[^:]*: (?=must)", "$1 ")
                        .replaceFirst("^Invalid value for option '(-[-a-z]+)'[^:]*: ", "$1: ");
        if (failure instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            String given = unmatched.getUnmatched().get(0);
            String word = unmatched.isUnknownOption() ? given.replaceFirst("=.*", "") : given;
            trouble = "unknown " + kind(unmatched) + " '" + word + "'";
            if (kind(unmatched).equals("command") && new File(word).exists()) {
                return trouble + "; to clean it: quietline enhance " + word;
            }
            Optional<String> meant = Spelling.nearest(word, known(unmatched));
            if (meant.isPresent()) {
                return trouble + ": did you mean '" + meant.get() + "'?";
            }
        }
        return decapitalised(trouble) + "; " + remedy(failure.getCommandLine().getCommandSpec());
    }

    /** Returns the options or commands that could have been meant. */
    private static Set<String> known(UnmatchedArgumentException unmatched) {
        CommandLine at = unmatched.getCommandLine();
        return unmatched.isUnknownOption()
                ? at.getCommandSpec().optionsMap().keySet()
                : at.getSubcommands().keySet();
    }

    private static String remedy(CommandSpec command) {
        if (command.parent() == null) {
            return "'quietline --help' lists the commands";
        }
        boolean nested = command.parent().parent() != null;
        return "see 'quietline %s'"
                .formatted(
                        nested
                                ? command.parent().name() + " " + command.name() + " --help"
                                : "help " + command.name());
    }

    private static String kind(UnmatchedArgumentException unmatched) {
        if (unmatched.isUnknownOption()) {
            return "option";
        }
        boolean parent = !unmatched.getCommandLine().getSubcommands().isEmpty();
        return parent ? "command" : "argument";
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine at, ParseResult parsed) {
        String message = message(failure);
        if (StandardOutput.isReaderGone(message)) {
            return StandardOutput.READER_LEFT;
        }
        print(at, message, failure);
        return ExitCode.SOFTWARE;
    }

    private static String message(Throwable failure) {
        boolean forUsers =
                failure instanceof IOException
                        || failure instanceof WeightsException
                        || failure instanceof UnavailableKernelsException;
        if (forUsers && failure.getMessage() != null) {
            return failure.getMessage();
        }
        if (failure instanceof InvalidPathException name) {
            return invalid(name.getInput());
        }
        return "unexpected " + failure + " (--debug prints the stack trace)";
    }

    /** Handles errors of the JVM: out of memory, a damaged jar. */
    int handleError(Error failure, CommandLine at) {
        boolean wrapped =
                failure instanceof ExceptionInInitializerError && failure.getCause() != null;
        print(at, message(wrapped ? failure.getCause() : failure), failure);
        return ExitCode.SOFTWARE;
    }

    private void print(CommandLine at, String message, Throwable failure) {
        at.getErr().println("quietline: " + ReportText.oneLine(message));
        if (debug(at.getCommandSpec())) {
            at.getErr().println(ReportText.trace(failure));
        }
        at.getErr().flush();
    }

    /** Converts an argument to a path, for picocli. */
    static Path path(String name) {
        if (name.isEmpty()) {
            throw new TypeConversionException(invalid(name));
        }
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new TypeConversionException(invalid(name));
        }
    }

    static String invalid(String name) {
        String remedy =
                name.chars().allMatch(c -> c < 128)
                        ? ""
                        : "; set LC_ALL=C.UTF-8 for names that are not in ASCII";
        return "'%s' cannot be the name of a file here%s".formatted(name, remedy);
    }

    private static String decapitalised(String message) {
        return Character.toLowerCase(message.charAt(0)) + message.substring(1);
    }
}
