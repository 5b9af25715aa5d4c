package quietline.streaming.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import quietline.streaming.batch.InputFiles;
import quietline.streaming.io.Excerpt;
import quietline.streaming.io.FileKind;
import quietline.streaming.io.RawFormat;

/** The arguments and options of {@code enhance} that say what to read. */
final class InputOptions {

    @Parameters(
            paramLabel = "IN",
            arity = "0..*",
            description =
                    "Files, folders (searched recursively, without what begins with a dot), or - for"
                            + " stdin. Names that begin with a dash follow --.")
    private List<String> arguments = new ArrayList<>();

    @Option(
            names = "--files-from",
            paramLabel = "LIST",
            description = "Also read the files that a list names, one a line; - for stdin.")
    private String list;

    @Option(
            names = {"-0", "--null"},
            description = "Names in the list end in NUL characters, as after find -print0.")
    private boolean nul;

    @Option(
            names = "--follow-links",
            description =
                    "In folders, follow links to other folders, and to files outside. Each folder"
                            + " is searched once.")
    private boolean followLinks;

    @Option(
            names = "--raw",
            paramLabel = "FORMAT:RATE:CHANNELS",
            converter = OptionParser.Raw.class,
            description =
                    "The inputs are raw samples, such as s16le:16000:1; so is output to stdout.")
    private RawFormat raw;

    @Option(
            names = "--start",
            paramLabel = "TIME",
            converter = OptionParser.Position.class,
            description = "Begin at this time of each input, such as 90s or 1:30.")
    private Double start;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = OptionParser.Position.class,
            description = "Enhance only so much of each input.")
    private Double duration;

    Optional<RawFormat> raw() {
        return Optional.ofNullable(raw);
    }

    Excerpt excerpt() {
        return new Excerpt(
                start == null ? 0 : start, duration == null ? Double.POSITIVE_INFINITY : duration);
    }

    /**
     * Searches the inputs.
     *
     * @param outputFolders where outputs will be
     */
    InputFiles find(CommandSpec spec, List<Path> outputFolders) throws IOException {
        check(spec);
        Stream<String> outputs = outputFolders.stream().map(Path::toString);
        if (Stream.concat(named(), outputs).anyMatch(String::isEmpty)) {
            throw usage(spec, Failures.invalid(""));
        }
        InputStream stdin = StandardInput.open();
        List<String> names = new ArrayList<>(arguments);
        if (list != null) {
            names.addAll(NameList.read(list, stdin, nul));
        }
        return InputFiles.of(names, stdin, raw(), outputFolders, followLinks);
    }

    private void check(CommandSpec spec) {
        if (arguments.isEmpty() && list == null) {
            throw usage(spec, "missing required parameter: 'IN'");
        }
        if (nul && list == null) {
            throw usage(spec, "--null needs --files-from");
        }
        if (duration != null && duration == 0) {
            throw usage(spec, "--duration must be above 0");
        }
        if (named().filter(FileKind::isStdin).count() > 1) {
            throw usage(spec, "stdin can be read only once");
        }
        if (arguments.stream().anyMatch(FileKind::isStdin) && Console.isStdinTerminal()) {
            throw usage(spec, "sound is not read from a terminal");
        }
    }

    private Stream<String> named() {
        return Stream.concat(arguments.stream(), Stream.ofNullable(list));
    }

    private static ParameterException usage(CommandSpec spec, String trouble) {
        return new ParameterException(spec.commandLine(), trouble);
    }
}
