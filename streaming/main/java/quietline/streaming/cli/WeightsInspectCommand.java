package quietline.streaming.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import quietline.Models;
import quietline.weights.Weights;
import quietline.weights.WeightsException;

/**
 * The command {@code weights inspect}: prints weights, and fails if they do not fit the network.
 */
@Command(
        name = "inspect",
        description = {
            "Print every tensor, each layer's parameters and operations, and the SHA-256.",
            "Fails if the weights do not fit the network, and lists the reasons."
        })
final class WeightsInspectCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "Weights: safetensors, PyTorch checkpoint or ONNX. Default: built in.")
    private Path file;

    @Option(names = "--quality", paramLabel = "fast|best", description = Quality.HELP)
    private Quality quality;

    @Override
    public Integer call() {
        if (quality != null && file != null) {
            throw new ParameterException(
                    spec.commandLine(), "--quality and a file of weights exclude each other");
        }
        Weights weights = Quality.weights(quality, file);
        List<String> misfits = Models.misfits(weights);
        new WeightsReport(weights, spec.commandLine().getOut()).print(misfits);
        if (!misfits.isEmpty()) {
            throw new WeightsException(
                    "%s: does not fit the network for the %s listed above"
                            .formatted(weights.source(), reasons(misfits)));
        }
        return ExitCode.OK;
    }

    static String reasons(List<String> misfits) {
        return misfits.size() == 1 ? "reason" : misfits.size() + " reasons";
    }
}
