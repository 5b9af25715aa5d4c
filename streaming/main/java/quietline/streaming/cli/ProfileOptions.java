package quietline.streaming.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import quietline.Enhancer;
import quietline.streaming.profile.ChildJava;
import quietline.streaming.profile.CorePinning;
import quietline.streaming.profile.HopSound;
import quietline.streaming.profile.ProfileSettings;
import quietline.weights.Weights;

/** What is measured, for how long and where: options of all modes of profiling. */
final class ProfileOptions {

    /** Set in a Java that is bound to cores already: to which. */
    static final String PINNED = "quietline.pinned";

    private static final long LONGEST_NANOS = 24 * 3600 * 1_000_000_000L;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "How long to measure: 10s, 500ms.")
    private Long duration;

    @Option(
            names = "--warmup",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            defaultValue = "5s",
            description =
                    "How long to run before, at least, so that Java has compiled all. Default: 5s.")
    private long warmUp;

    @Option(
            names = "--input",
            paramLabel = "FILE",
            description = "What is heard, over and over: a recording. Default: noise.")
    private Path input;

    @Option(
            names = "--weights",
            paramLabel = "FILE",
            description =
                    "Weights to use: safetensors, PyTorch checkpoint or ONNX. Default: our own.")
    private Path weights;

    @Option(
            names = "--pin",
            paramLabel = "CORES",
            description = "Keep to these cores: 1, or 0,2, or 0-3. Needs Linux's taskset.")
    private String pin;

    /**
     * Does all of it in another Java that is bound to the cores asked for.
     *
     * @return its exit code; empty if we are to do it ourselves
     */
    OptionalInt elsewhere() throws IOException {
        if (pin == null || System.getProperty(PINNED) != null) {
            return OptionalInt.empty();
        }
        if (!pin.matches("[0-9]+([,-][0-9]+)*")) {
            throw usage("--pin: '%s', expected cores such as 1 or 0,2 or 0-3".formatted(pin));
        }
        CorePinning.check(pin);
        List<String> arguments = spec.root().commandLine().getParseResult().originalArgs();
        return OptionalInt.of(
                ChildJava.of(QuietlineCommand.class)
                        .with("-D" + PINNED + "=" + pin)
                        .by(CorePinning.command(pin))
                        .runHere(arguments));
    }

    /** For a mode that makes its own sound. */
    void refuseInput() {
        if (input != null) {
            throw usage("--input: this mode hears its own clicks; --microphone names the device");
        }
    }

    /** The recording to hear; empty for noise. */
    Optional<Path> input() {
        return Optional.ofNullable(input);
    }

    /** What another start needs to measure the same. */
    List<String> arguments(long usualDurationNanos) {
        List<String> arguments = new ArrayList<>();
        arguments.add("--duration=" + (duration == null ? usualDurationNanos : duration) + "ns");
        arguments.add("--warmup=" + warmUp + "ns");
        if (input != null) {
            arguments.add("--input=" + input);
        }
        if (weights != null) {
            arguments.add("--weights=" + weights);
        }
        return arguments;
    }

    ParameterException usage(String trouble) {
        return new ParameterException(spec.commandLine(), trouble);
    }

    ProfileSettings settings(long usualDurationNanos) throws IOException {
        long nanos = duration == null ? usualDurationNanos : duration;
        if (nanos <= 0 || nanos > LONGEST_NANOS || warmUp > LONGEST_NANOS) {
            throw usage("--duration and --warmup are more than nothing and a day at most");
        }
        return new ProfileSettings(
                weights == null ? Enhancer.defaultWeights() : Weights.load(weights),
                input == null ? HopSound.noise() : HopSound.of(input),
                warmUp,
                nanos);
    }
}
