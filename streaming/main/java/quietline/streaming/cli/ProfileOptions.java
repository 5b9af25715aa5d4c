package quietline.streaming.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import quietline.Enhancer;
import quietline.streaming.profile.ChildJava;
import quietline.streaming.profile.CorePinning;
import quietline.streaming.profile.HopSound;
import quietline.streaming.profile.HtmlReport;
import quietline.streaming.profile.JsonReport;
import quietline.streaming.profile.Limits;
import quietline.streaming.profile.ProfileReport;
import quietline.streaming.profile.ProfileSettings;
import quietline.streaming.profile.ReportFile;
import quietline.streaming.profile.TerminalReport;
import quietline.weights.Weights;

/** What all modes of profiling understand: what is measured, and where the report goes. */
final class ProfileOptions {

    static final int EXCEEDED = 3;

    /** Set in a Java that is bound to cores already: to which. */
    private static final String PINNED = "quietline.pinned";

    /** What is measured of all single hops. */
    static final Set<String> HOP_TIMES = Set.of("p50", "p90", "p99", "p99.9", "max", "mean");

    private static final long LONGEST_NANOS = 24 * 3600 * 1_000_000_000L;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "How long to measure: 10s (the default), 500ms.")
    private Long duration;

    @Option(
            names = "--warmup",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            defaultValue = "5s",
            description = "How long to run before, so that Java has compiled all. Default: 5s.")
    private long warmUp;

    @Option(
            names = "--input",
            paramLabel = "FILE.wav",
            description = "What is heard, over and over. Default: noise.")
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

    @Option(
            names = "--fail-above",
            paramLabel = "LIMITS",
            converter = LimitsConverter.class,
            description = "Exit with 3 where a figure is greater: p99=2ms,max=8ms,misses=0.")
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
            description = "Replace files that exist.")
    private boolean force;

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

    /** Before anything is measured: refuses what could not be done in the end. */
    void check(Set<String> times, Set<String> counts) throws IOException {
        if (limits != null) {
            try {
                limits.checkKnown(times, counts);
            } catch (IllegalArgumentException e) {
                throw usage("--fail-above: " + e.getMessage());
            }
        }
        for (Path file : files().toList()) {
            ReportFile.check(file, force);
        }
        if (files().distinct().count() < files().count()) {
            throw usage("two reports cannot go into the same file");
        }
    }

    /** For modes in which not every hop is kept account of. */
    void refuseHistogram() {
        if (hdr != null) {
            throw usage("--hdr: this mode has no single distribution");
        }
    }

    /** For a mode that makes its own sound. */
    void refuseInput() {
        if (input != null) {
            throw usage("--input: this mode hears its own clicks; --microphone names the device");
        }
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

    private Stream<Path> files() {
        return Stream.of(json, html, hdr).filter(file -> file != null && !isStandardOutput(file));
    }

    private static boolean isStandardOutput(Path file) {
        return file.toString().equals("-");
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

    /** Hands the report over and returns the exit code. */
    int deliver(ProfileReport report) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        report.pinned(System.getProperty(PINNED, "no"));
        if (json != null && isStandardOutput(json)) {
            out.println(JsonReport.text(report));
        } else {
            TerminalReport.lines(report).forEach(out::println);
        }
        out.flush();
        if (json != null && !isStandardOutput(json)) {
            ReportFile.write(json, JsonReport.text(report) + "\n");
        }
        if (html != null) {
            ReportFile.write(html, HtmlReport.text(report));
        }
        if (hdr != null) {
            ReportFile.write(hdr, ReportFile.hgrm(report));
        }
        Optional<String> exceeded = limits == null ? Optional.empty() : limits.exceeded(report);
        exceeded.ifPresent(
                what -> {
                    spec.commandLine().getErr().println("quietline: " + what);
                    spec.commandLine().getErr().flush();
                });
        return exceeded.isPresent() ? EXCEEDED : ExitCode.OK;
    }
}
