package quietline.streaming.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import quietline.Enhancer;
import quietline.kernel.Kernels;
import quietline.streaming.batch.EnhanceJob;
import quietline.weights.Weights;

/** Cleans one recording. */
@Command(
        name = "enhance",
        description =
                "Take the noise out of a recording: WAV in, WAV out, same length, same format.")
final class EnhanceCommand implements Callable<Integer> {

    private static final int INTERRUPTED = 130;

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "IN.wav",
            description =
                    "16 kHz mono WAV: integers of 8, 16, 24, 32 bits or floats of 32, 64 bits.")
    private Path input;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT.wav",
            description = "Where to write it. Default: IN.enhanced.wav beside the input.")
    private Path output;

    @Option(
            names = {"-f", "--force"},
            description = "Replace OUT.wav if it exists. The input is never overwritten.")
    private boolean force;

    @Option(
            names = "--strength",
            paramLabel = "0..1",
            defaultValue = "1",
            converter = StrengthConverter.class,
            description = "How much of the noise to take out: 0.8 or 80%%. Default: all of it.")
    private float strength;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description =
                    "Weights to use: safetensors, PyTorch checkpoint or ONNX. Default: our own.")
    private Path weights;

    @Option(
            names = {"-q", "--quiet"},
            description = "Say nothing unless something is wrong.")
    private boolean quiet;

    @Override
    public Integer call() throws IOException {
        EnhanceJob job = new EnhanceJob(input, output == null ? besideInput() : output);
        job.check(force);
        Enhancer enhancer =
                Enhancer.create(
                        weights == null ? Enhancer.defaultWeights() : Weights.load(weights),
                        Kernels.forHops(job.expectedHops()));
        enhancer.setStrength(strength);
        Interruption interruption = new Interruption(job, spec.commandLine().getErr());
        try (interruption) {
            report(job, job.run(enhancer));
        } catch (IOException e) {
            if (interruption.happened()) {
                return INTERRUPTED;
            }
            throw e;
        }
        return ExitCode.OK;
    }

    private Path besideInput() {
        return Path.of(input.toString().replaceFirst("\\.[^./\\\\]*$", "") + ".enhanced.wav");
    }

    private void report(EnhanceJob job, EnhanceJob.Outcome outcome) {
        PrintWriter err = spec.commandLine().getErr();
        outcome.warning().ifPresent(warning -> err.println("quietline: " + warning));
        if (!quiet) {
            String saturated =
                    outcome.saturated() == 0
                            ? ""
                            : "; %d samples beyond full scale".formatted(outcome.saturated());
            err.printf(
                    Locale.ROOT,
                    "%s: %.2f s of sound in %.2f s, %.0f × real time%s%n",
                    job.output(),
                    outcome.audioSeconds(),
                    outcome.seconds(),
                    outcome.audioSeconds() / outcome.seconds(),
                    saturated);
        }
        err.flush();
    }
}
