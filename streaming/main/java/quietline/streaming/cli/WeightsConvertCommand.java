package quietline.streaming.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import quietline.Models;
import quietline.streaming.io.PartFile;
import quietline.streaming.io.ReportFile;
import quietline.weights.Weights;
import quietline.weights.WeightsException;

/** The command {@code weights convert}: writes weights that fit the network as safetensors. */
@Command(name = "convert", description = "Write weights as safetensors, if they fit the network.")
final class WeightsConvertCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "IN",
            description = "Weights: safetensors, PyTorch checkpoint or ONNX.")
    private Path input;

    @Parameters(
            index = "1",
            paramLabel = "OUT",
            description = "The file to write, preferably NAME.safetensors; not .tar, .onnx or .pt.")
    private Path output;

    @Option(
            names = {"-f", "--force"},
            description = "Replace OUT if it exists. The input is never overwritten.")
    private boolean force;

    @Override
    public Integer call() throws IOException {
        checkName();
        PartFile.check(input, output, force);
        Weights weights = Weights.load(input);
        List<String> misfits = Models.misfits(weights);
        if (!misfits.isEmpty()) {
            throw new WeightsException(
                    "%s: does not fit the network (%s); see 'quietline weights inspect'"
                            .formatted(input, summary(misfits)));
        }
        PartFile.checkFolder(output);
        PartFile.removeStale(List.of(output));
        ReportFile.write(output, weights.bytes(), force);
        report(weights);
        return ExitCode.OK;
    }

    /** Refuses file extensions of other formats. */
    private void checkName() {
        String name = output.getFileName() == null ? "" : output.getFileName().toString();
        if (name.toLowerCase(Locale.ROOT).matches(".*\\.(tar|pt|pth|ckpt|onnx)")) {
            throw new WeightsException(
                    "%s: only safetensors can be written; use a name such as %s"
                            .formatted(output, name.replaceFirst("\\.[^.]*$", ".safetensors")));
        }
    }

    private static String summary(List<String> misfits) {
        String first = ReportText.shortened(misfits.get(0), 200);
        int others = misfits.size() - 1;
        return others == 0 ? first : "%s; and %d more".formatted(first, others);
    }

    private void report(Weights weights) {
        PrintWriter err = spec.commandLine().getErr();
        err.printf(
                Locale.ROOT,
                "%s: %d tensors from %s (%s), SHA-256 %s%n",
                ReportText.printable(output.toString()),
                weights.names().size(),
                ReportText.printable(input.toString()),
                weights.format(),
                Weights.load(output).sha256());
        err.flush();
    }
}
