package quietline.streaming.cli;

import java.io.IOException;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import quietline.streaming.profile.FilesProfile;
import quietline.streaming.profile.FilesWork;
import quietline.streaming.profile.ProfileSettings;

/** How fast recordings are cleaned, by one thread and by several. */
@Command(
        name = "files",
        description = {
            "Measure how fast recordings are cleaned, from file to file, on one thread and on several.",
            "Both take turns; beside them products in registers, which tell what the machine allows."
                    + " --duration is that of all turns; default: 60s."
        })
final class ProfileFilesCommand implements Callable<Integer> {

    private static final long USUAL_NANOS = 60_000_000_000L;
    private static final int FEWEST_THREADS = 2;

    @Mixin private ProfileOptions options;

    @Mixin private ProfileReportOptions reports;

    @Option(
            names = "--threads",
            paramLabel = "N",
            converter = JobsConverter.class,
            description = "How many to compare with one. Default: one for each core, or two.")
    private Integer threads;

    @Override
    public Integer call() throws IOException {
        OptionalInt elsewhere = options.elsewhere();
        return elsewhere.isPresent() ? elsewhere.getAsInt() : measure();
    }

    private int measure() throws IOException {
        reports.check(Set.of("hour", "hour-one-thread"), Set.of());
        reports.refuseHistogram();
        if (threads != null && threads < FEWEST_THREADS) {
            throw options.usage("--threads: expected two at least, to compare with one");
        }
        int cores = Math.max(FEWEST_THREADS, Runtime.getRuntime().availableProcessors());
        int used = threads == null ? cores : threads;
        ProfileSettings settings = options.settings(USUAL_NANOS);
        try (FilesWork work = new FilesWork(settings, options.input(), used)) {
            return reports.deliver(new FilesProfile(settings, work, used).run());
        }
    }
}
