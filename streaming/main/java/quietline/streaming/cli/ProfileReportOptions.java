package quietline.streaming.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import quietline.streaming.io.FileKind;
import quietline.streaming.io.ReportFile;
import quietline.streaming.profile.HtmlReport;
import quietline.streaming.profile.JsonReport;
import quietline.streaming.profile.Limits;
import quietline.streaming.profile.ProfileReport;
import quietline.streaming.profile.TextReport;

/** The options of all measuring modes: report files and limits. */
@Command(exitCodeListHeading = "%nExit codes:%n", exitCodeList = ProfileReportOptions.CODES)
final class ProfileReportOptions {

    /** For the help: the exit codes that other commands lack. */
    static final String CODES = "3:a limit was exceeded, named in one line on stderr";

    static final int EXCEEDED = 3;

    /** Figures of every mode that times single hops. */
    static final Set<String> HOP_TIMES = Set.of("p50", "p90", "p99", "p99.9", "max", "mean");

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--fail-above",
            paramLabel = "LIMITS",
            converter = OptionParser.FigureLimits.class,
            description = "Exit with code 3 if a figure is greater: p99=2ms,max=8ms,misses=0.")
    private Limits limits;

    @Option(
            names = "--json",
            arity = "0..1",
            paramLabel = "FILE",
            fallbackValue = "-",
            description = "Write the report as JSON; without a file, instead of the text.")
    private Path json;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Write the report as one page with charts.")
    private Path html;

    @Option(
            names = "--hdr",
            paramLabel = "FILE",
            description = "Write the distribution as .hgrm, for the tools of HdrHistogram.")
    private Path hdr;

    @Option(
            names = {"-f", "--force"},
            description = "Replace existing files.")
    private boolean force;

    /** Refuses, before anything is measured, limits and files that would fail in the end. */
    void check(Set<String> times, Set<String> counts) throws IOException {
        if (limits != null) {
            try {
                limits.checkKnown(times, counts);
            } catch (IllegalArgumentException e) {
                throw usage("--fail-above: " + e.getMessage());
            }
        }
        if (files().map(file -> file.toAbsolutePath().normalize()).distinct().count()
                < files().count()) {
            throw usage("two reports cannot be written into one file");
        }
        for (Path file : files().toList()) {
            if (isStandardOutput(file)) {
                throw usage("only --json can be written on stdout");
            }
            ReportFile.check(file, force);
        }
    }

    /** Refuses --hdr in a mode without a distribution of all hops. */
    void refuseHistogram() {
        if (hdr != null) {
            throw usage("--hdr: this mode has no single distribution");
        }
    }

    private ParameterException usage(String trouble) {
        return new ParameterException(spec.commandLine(), trouble);
    }

    private Stream<Path> files() {
        Path toFile = json == null || isStandardOutput(json) ? null : json;
        return Stream.of(toFile, html, hdr).filter(Objects::nonNull);
    }

    private static boolean isStandardOutput(Path file) {
        return FileKind.isStdout(file.toString());
    }

    /** Prints and writes the report; returns the exit code. */
    int deliver(ProfileReport report) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (json != null && isStandardOutput(json)) {
            out.println(JsonReport.text(report));
        } else {
            TextReport.lines(report).stream().map(ReportText::printable).forEach(out::println);
        }
        out.flush();
        if (json != null && !isStandardOutput(json)) {
            ReportFile.write(json, JsonReport.text(report) + "\n", force);
        }
        if (html != null) {
            ReportFile.write(html, HtmlReport.text(report), force);
        }
        if (hdr != null) {
            ReportFile.write(hdr, report.hgrm(), force);
        }
        Optional<String> exceeded = limits == null ? Optional.empty() : limits.exceeded(report);
        if (exceeded.isEmpty()) {
            return ExitCode.OK;
        }
        spec.commandLine().getErr().println("quietline: " + exceeded.get());
        spec.commandLine().getErr().flush();
        return EXCEEDED;
    }
}
