package quietline.streaming.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import quietline.streaming.profile.Comparison;
import quietline.streaming.profile.ReportDiff;

/** The command {@code profile diff}: compares two reports. */
@Command(
        name = "diff",
        description = {
            "Compare two reports that --json wrote: faster, slower, or no difference shown.",
            "The verdict is on the median hop, by a 95 %% confidence interval. It holds for these two"
                    + " runs; starts of Java differ by some per cent. Runs that were not warmed up are"
                    + " refused."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = "3:B is shown to be slower, with --fail-slower")
final class ProfileDiffCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "A.json", description = "The report before.")
    private Path before;

    @Parameters(index = "1", paramLabel = "B.json", description = "The report after.")
    private Path after;

    @Option(names = "--fail-slower", description = "Exit with code 3 if B is shown to be slower.")
    private boolean failSlower;

    @Override
    public Integer call() throws IOException {
        ReportDiff diff = ReportDiff.of(before, after);
        PrintWriter out = spec.commandLine().getOut();
        diff.lines().stream().map(ReportText::printable).forEach(out::println);
        out.flush();
        boolean slower = diff.comparison().verdict() == Comparison.Verdict.SLOWER;
        if (failSlower && slower) {
            spec.commandLine().getErr().println("quietline: " + diff.comparison().text());
            spec.commandLine().getErr().flush();
            return ProfileReportOptions.EXCEEDED;
        }
        return ExitCode.OK;
    }
}
