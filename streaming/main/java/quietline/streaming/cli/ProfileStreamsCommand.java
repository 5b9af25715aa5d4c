package quietline.streaming.cli;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import quietline.streaming.profile.StreamsProfile;

/** How many streams at a time. */
@Command(
        name = "streams",
        description = {
            "Measure how many streams run at a time, each with a hop every 16 ms.",
            "Their number is raised until hops are late. --duration is that of each try; default: 3s."
        })
final class ProfileStreamsCommand implements Callable<Integer> {

    private static final long USUAL_NANOS = 3_000_000_000L;

    @Mixin private ProfileOptions options;

    @Mixin private ProfileReportOptions reports;

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = JobsConverter.class,
            description = "Threads that share the streams. Default: one for each core.")
    private Integer threads;

    @Option(
            names = "--streams",
            paramLabel = "N",
            description = "Just so many streams, instead of as many as go.")
    private Integer streams;

    @Option(
            names = "--tolerate",
            paramLabel = "PERCENT",
            defaultValue = "0.1",
            description = "How many per cent of the hops may be late. Default: 0.1.")
    private double tolerated;

    @Override
    public Integer call() throws IOException {
        reports.check(
                Set.of("p50", "p99", "max"),
                Set.of("misses", "streams", "streams-per-thread", "streams-per-core"));
        reports.refuseHistogram();
        if (streams != null && (streams < 1 || streams > StreamsProfile.MOST_STREAMS)) {
            throw options.usage(
                    "--streams: expected 1 to %,d".formatted(StreamsProfile.MOST_STREAMS));
        }
        if (!(tolerated >= 0 && tolerated < 100)) {
            throw options.usage("--tolerate: expected 0 to 100 per cent");
        }
        int used = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        return reports.deliver(
                new StreamsProfile(
                                options.settings(USUAL_NANOS),
                                used,
                                streams == null ? 0 : streams,
                                tolerated / 100)
                        .run());
    }
}
