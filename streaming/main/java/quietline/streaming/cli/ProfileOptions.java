package quietline.streaming.cli;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import quietline.streaming.profile.ProfileSettings;

/** The options of all measuring modes: subject and duration. */
final class ProfileOptions {

    private static final long LONGEST_NANOS = 24 * 3600 * 1_000_000_000L;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = OptionParser.Time.class,
            description = "How long to measure: 10s, 500ms.")
    private Long duration;

    @Option(
            names = "--warmup",
            paramLabel = "TIME",
            converter = OptionParser.Time.class,
            defaultValue = "5s",
            description =
                    "How long to run before measuring, so that Java has compiled all; up to three"
                            + " times as long if it has not. Default: 5s.")
    private long warmUp;

    @Option(names = "--quality", paramLabel = "fast|best", description = Quality.HELP)
    private Quality quality;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description =
                    "Weights: safetensors, PyTorch checkpoint or ONNX. Default: the built-in ones.")
    private Path weights;

    ParameterException usage(String trouble) {
        return new ParameterException(spec.commandLine(), trouble);
    }

    ProfileSettings settings(long defaultNanos) throws IOException {
        long nanos = duration == null ? defaultNanos : duration;
        if (nanos <= 0 || nanos > LONGEST_NANOS || warmUp > LONGEST_NANOS) {
            throw usage("--duration must be above 0, and both it and --warmup at most 24 hours");
        }
        if (quality != null && weights != null) {
            throw usage(Quality.CONFLICT);
        }
        return new ProfileSettings(Quality.weights(quality, weights), warmUp, nanos);
    }
}
