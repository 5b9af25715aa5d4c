package quietline.streaming.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import quietline.streaming.profile.Baseline;
import quietline.streaming.profile.ChildJava;
import quietline.streaming.profile.EngineProfile;
import quietline.streaming.profile.EngineStarts;
import quietline.streaming.profile.OnnxBaseline;
import quietline.streaming.profile.ProfileReport;
import quietline.streaming.profile.ProfileSettings;

/** Hops back to back. */
@Command(
        name = "engine",
        description = {
            "Measure hops back to back: percentiles, times real time, and each stage.",
            "Streams with and without stage timing take turns; the percentiles are those of the"
                    + " stream without."
        })
final class ProfileEngineCommand implements Callable<Integer> {

    private static final long USUAL_NANOS = 10_000_000_000L;
    private static final int MOST_STARTS = 100;
    private static final String ONNX = "onnx=";

    @Mixin private ProfileOptions options;

    @Mixin private ProfileReportOptions reports;

    @Option(
            names = "--no-stages",
            description = "Do not time stages; all of the time goes to the plain stream.")
    private boolean noStages;

    @Option(
            names = "--starts",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "Measure N more starts of Java, for 'profile diff': each compiles differently.")
    private int starts;

    @Option(
            names = "--baseline",
            paramLabel = "onnx=FILE",
            description =
                    "Let ONNX Runtime on the published gtcrn_simple.onnx take turns with us, and"
                            + " tell the ratio.")
    private String baseline;

    @Option(
            names = "--onnxruntime",
            paramLabel = "JAR",
            description =
                    "ONNX Runtime for Java. Default: from the class path or the local Maven"
                            + " repository.")
    private Path onnxRuntime;

    @Override
    public Integer call() throws IOException {
        OptionalInt elsewhere = options.elsewhere();
        return elsewhere.isPresent() ? elsewhere.getAsInt() : measure();
    }

    private int measure() throws IOException {
        reports.check(
                ProfileReportOptions.HOP_TIMES,
                noStages ? Set.of("bytes-per-hop") : Set.of("bytes-per-hop", "stage-timing"));
        if (starts < 1 || starts > MOST_STARTS) {
            throw options.usage("--starts: expected 1 to " + MOST_STARTS);
        }
        if (baseline != null && !baseline.matches(ONNX + ".+")) {
            throw options.usage("--baseline: '%s', expected onnx=FILE".formatted(baseline));
        }
        if (baseline == null && onnxRuntime != null) {
            throw options.usage("--onnxruntime is of use only with --baseline");
        }
        ProfileSettings settings = options.settings(USUAL_NANOS);
        return reports.deliver(report(settings));
    }

    private ProfileReport report(ProfileSettings settings) throws IOException {
        try (Baseline rival = rival(settings)) {
            ProfileReport report = new EngineProfile(settings, !noStages, rival).run();
            if (starts > 1) {
                List<String> arguments =
                        new ArrayList<>(List.of("profile", "engine", "--no-stages"));
                arguments.addAll(options.arguments(USUAL_NANOS));
                ChildJava java = ChildJava.of(QuietlineCommand.class);
                EngineStarts.add(report, java, arguments, starts);
            }
            return report;
        }
    }

    private Baseline rival(ProfileSettings settings) throws IOException {
        if (baseline == null) {
            return null;
        }
        Path model = Path.of(baseline.substring(ONNX.length()));
        return OnnxBaseline.of(model, onnxRuntime, settings.sound());
    }
}
