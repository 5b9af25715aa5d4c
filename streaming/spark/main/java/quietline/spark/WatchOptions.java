package quietline.spark;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.streaming.Trigger;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import quietline.streaming.cli.DurationText;

/** Options for recordings that arrive while the job runs. */
final class WatchOptions {

    private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(10);

    @Option(
            names = "--watch",
            description =
                    "Clean recordings as they arrive, until the job is stopped (Ctrl-C, SIGTERM)."
                            + " A job that is started again goes on where it stopped.")
    private boolean watch;

    @Option(
            names = "--available-now",
            description = "With --watch: clean what has arrived since the last run, and end.")
    private boolean availableNow;

    @Option(
            names = "--every",
            paramLabel = "TIME",
            converter = Period.class,
            description = "With --watch: how often to look for recordings. Default: 10s.")
    private Long everyNanos;

    @Option(
            names = "--checkpoint",
            paramLabel = "FOLDER",
            description =
                    "With --watch: where to remember what has arrived. Default: OUT/_checkpoint.")
    private String checkpoint;

    /** Parses {@code 10s} to nanoseconds. */
    static final class Period implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            double seconds = DurationText.parse(text);
            if (!(seconds > 0)) {
                throw new TypeConversionException(
                        "must be a time such as 10s or 1m, got '%s'".formatted(text));
            }
            return Math.round(1e9 * seconds);
        }
    }

    /**
     * Refuses options that would have no effect.
     *
     * @param resume whether {@code --resume} is given
     */
    void check(CommandSpec spec, boolean resume) {
        String refusal = null;
        if (!watch && availableNow) {
            refusal = "--available-now needs --watch";
        } else if (!watch && everyNanos != null) {
            refusal = "--every needs --watch";
        } else if (!watch && checkpoint != null) {
            refusal = "--checkpoint needs --watch";
        } else if (availableNow && everyNanos != null) {
            refusal = "--every has no effect with --available-now";
        } else if (watch && resume) {
            refusal = "--watch resumes by itself; leave out --resume";
        }
        if (refusal != null) {
            throw new ParameterException(spec.commandLine(), refusal);
        }
    }

    boolean isOn() {
        return watch;
    }

    boolean isEndless() {
        return !availableNow;
    }

    Trigger trigger() {
        long nanos = Optional.ofNullable(everyNanos).orElse(EVERY_NANOS);
        return availableNow
                ? Trigger.AvailableNow()
                : Trigger.ProcessingTime(nanos, TimeUnit.NANOSECONDS);
    }

    String checkpoint(String output) {
        return checkpoint == null ? new Path(output, "_checkpoint").toString() : checkpoint;
    }
}
