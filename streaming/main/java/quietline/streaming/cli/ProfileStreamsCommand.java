package quietline.streaming.cli;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import quietline.streaming.profile.ProfileSettings;
import quietline.streaming.profile.StreamsProfile;

/** The command {@code profile streams}: measures how many streams run at a time. */
@Command(
        name = "streams",
        description = {
            "Measure how many streams run at a time, each with a hop every "
                    + ProfileSettings.HOP
                    + ".",
            "Their number is raised until too many hops are late. --duration is that of each try: 3s"
                    + " if not given."
        })
final class ProfileStreamsCommand implements Callable<Integer> {

    private static final long DEFAULT_NANOS = 3_000_000_000L;

    @Mixin private ProfileOptions options;

    @Mixin private ProfileReportOptions reports;

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = OptionParser.Jobs.class,
            description = "Threads that share the streams. Default: one for each core.")
    private Integer threads;

    @Option(
            names = "--streams",
            paramLabel = "N",
            description = "Measure this number of streams instead of searching for the greatest.")
    private Integer streams;

    @Option(
            names = "--tolerate",
            paramLabel = "PERCENT",
            defaultValue = "0.1",
            description = "The percentage of hops that may be late. Default: 0.1.")
    private double tolerated;

    @Override
    public Integer call() throws IOException {
        reports.check(
                ProfileReportOptions.HOP_TIMES,
                Set.of("misses", "streams", "streams-per-thread", "streams-per-core"));
        reports.refuseHistogram();
        if (streams != null && (streams < 1 || streams > StreamsProfile.MOST_STREAMS)) {
            throw options.usage(
                    "--streams must be between 1 and %,d, got %d"
                            .formatted(StreamsProfile.MOST_STREAMS, streams));
        }
        if (!(tolerated >= 0 && tolerated < 100)) {
            throw options.usage("--tolerate must be between 0 and 100, got " + tolerated);
        }
        int used = threads == null ? Runtime.getRuntime().availableProcessors() : threads;
        return reports.deliver(
                new StreamsProfile(
                                options.settings(DEFAULT_NANOS),
                                used,
                                streams == null ? 0 : streams,
                                tolerated / 100)
                        .run());
    }
}
