package quietline.streaming.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import quietline.streaming.batch.Batch;
import quietline.streaming.batch.BatchReport;
import quietline.streaming.batch.Result;
import quietline.streaming.batch.SpeechReport;
import quietline.streaming.batch.Treatment;
import quietline.streaming.io.FileKind;
import quietline.streaming.io.ReportFile;

/** The options of {@code enhance} for what it writes about the recordings, as JSON. */
final class EnhanceReports {

    @Option(
            names = "--report",
            paramLabel = "FILE.json",
            description =
                    "Also write figures on each recording, and totals, as JSON; - for stdout.")
    private String report;

    @Option(
            names = "--speech",
            paramLabel = "FILE.json",
            description = "Also write when there is speech in each recording; - for stdout.")
    private String speech;

    /**
     * Refuses more than one thing on stdout, or in a file.
     *
     * @param recordings the number of recordings that go to stdout
     */
    void checkStdout(CommandSpec spec, long recordings) {
        if (chosen().filter(FileKind::isStdout).count() + recordings > 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    recordings > 0
                            ? "stdout can take either the recording or the report, not both"
                            : "stdout can take only one report");
        }
        if (report != null && report.equals(speech) && !FileKind.isStdout(report)) {
            throw new ParameterException(
                    spec.commandLine(), "--report and --speech need files of their own");
        }
    }

    /** Refuses files that must not be replaced. */
    void check(Batch batch, boolean force, boolean resume) throws IOException {
        for (String file : chosen().filter(file -> !FileKind.isStdout(file)).toList()) {
            batch.checkForeign(Path.of(file));
            ReportFile.check(Path.of(file), mayReplace(file, force, resume));
        }
    }

    private Stream<String> chosen() {
        return Stream.of(report, speech).filter(Objects::nonNull);
    }

    private boolean mayReplace(String file, boolean force, boolean resume) {
        Predicate<Path> own = file.equals(report) ? BatchReport::isReport : SpeechReport::isReport;
        return force || resume && own.test(Path.of(file));
    }

    void write(
            CommandSpec spec,
            Treatment treatment,
            List<Result> results,
            long nanos,
            boolean force,
            boolean resume)
            throws IOException {
        if (report != null) {
            String text = BatchReport.text(treatment, results, nanos);
            write(spec, report, text, mayReplace(report, force, resume));
        }
        if (speech != null) {
            write(spec, speech, SpeechReport.text(results), mayReplace(speech, force, resume));
        }
    }

    private static void write(CommandSpec spec, String file, String text, boolean mayReplace)
            throws IOException {
        if (FileKind.isStdout(file)) {
            spec.commandLine().getOut().print(text);
            spec.commandLine().getOut().flush();
        } else {
            ReportFile.write(Path.of(file), text, mayReplace);
        }
    }
}
