package quietline.spark;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import quietline.spark.OutputCheck.Existing;
import quietline.streaming.cli.NamingOptions;
import quietline.streaming.cli.TreatmentOptions;
import quietline.streaming.cli.Version;
import quietline.streaming.io.Excerpt;
import quietline.weights.WeightsException;

/** The job for {@code spark-submit}: enhances the recordings of whole folders on a cluster. */
@Command(
        name = "quietline-spark",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        usageHelpAutoWidth = true,
        description = {
            "Remove noise from recordings on Apache Spark.",
            "Reads WAV, AIFF and AU, and writes WAV; with ffmpeg on all executors also FLAC, MP3,"
                    + " Opus, Ogg, M4A and video."
        },
        footer = "%nExit codes: 0 all done, 1 some or all failed, 2 wrong options.")
public final class EnhanceJob implements Callable<Integer> {

    private static final DateTimeFormatter RUN =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss.SSS").withZone(ZoneOffset.UTC);

    private static final double SECONDS_PER_HOUR = 3600;

    private final Supplier<SparkSession> session;

    @Spec private CommandSpec spec;

    @Option(
            names = "--in",
            paramLabel = "FILES",
            required = true,
            arity = "1..*",
            description =
                    "Files, folders (with all that is in them) or patterns, on any file system:"
                            + " s3a://raw/2026-*, hdfs:///calls.")
    private List<String> inputs;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FOLDER",
            required = true,
            description = "The folder for outputs; it keeps the tree of the inputs.")
    private String output;

    @Option(
            names = "--report",
            paramLabel = "FOLDER",
            description =
                    "Where to add a row for each recording, as Parquet. Default: OUT/_report.")
    private String report;

    @Option(
            names = {"-f", "--force"},
            description = "Replace existing outputs. An input is never overwritten.")
    private boolean force;

    @Option(
            names = "--resume",
            description =
                    "Skip outputs made earlier from the same input with the same settings, and"
                            + " replace those made from it before it or the settings changed.")
    private boolean resume;

    @Mixin private NamingOptions naming;

    @ArgGroup(validate = false, heading = "%nAs recordings arrive:%n")
    private WatchOptions watch = new WatchOptions();

    @ArgGroup(validate = false, heading = "%nAudio options:%n")
    private TreatmentOptions treatment = new TreatmentOptions();

    private EnhanceJob(Supplier<SparkSession> session) {
        this.session = session;
    }

    /** Called by {@code spark-submit}. */
    public static void main(String[] arguments) {
        SparkSession.Builder builder = SparkSession.builder().appName("Quietline");
        int exitCode = run(builder::getOrCreate, arguments);
        SparkSession.getDefaultSession()
                .foreach(
                        spark -> {
                            spark.stop();
                            return null;
                        });
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    /** Runs the job and returns its exit code. */
    public static int run(SparkSession spark, String... arguments) {
        return run(() -> spark, arguments);
    }

    private static int run(Supplier<SparkSession> session, String... arguments) {
        return new CommandLine(new EnhanceJob(session))
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(EnhanceJob::refuse)
                .setExecutionExceptionHandler(EnhanceJob::fail)
                .execute(arguments);
    }

    @Override
    public Integer call() throws IOException, StreamingQueryException {
        if (treatment.wantsRaw()) {
            throw new ParameterException(
                    spec.commandLine(), "--raw-output is for pipes; outputs are files");
        }
        Optional<String> conflict = treatment.conflict();
        if (conflict.isPresent()) {
            throw new ParameterException(spec.commandLine(), conflict.get());
        }
        watch.check(spec, resume);
        JobSettings settings =
                JobSettings.of(
                        treatment.treatment(Optional.empty(), Excerpt.WHOLE),
                        treatment.weightsFile());
        SparkSession spark = session.get();
        String rows = report == null ? new Path(output, "_report").toString() : report;
        Cleaning cleaning = new Cleaning(spark, output, rows, existing(), settings);
        if (watch.isOn()) {
            return watch(spark, cleaning);
        }
        List<FoundRecording> found =
                RecordingSearch.find(
                        inputs,
                        new Path(output),
                        naming.names(),
                        spark.sessionState().newHadoopConf());
        return ended(cleaning.run(found, RUN.format(Instant.now())));
    }

    private int watch(SparkSession spark, Cleaning cleaning)
            throws IOException, StreamingQueryException {
        List<Totals> batches = new ArrayList<>();
        RecordingStream stream =
                new RecordingStream(
                        spark,
                        inputs,
                        output,
                        naming.names(),
                        cleaning,
                        watch.isEndless() ? this::print : batches::add);
        StreamingQuery query = stream.start(watch.checkpoint(output), watch.trigger());
        if (watch.isEndless()) {
            RecordingStream.awaitSignal(query);
            return ExitCode.OK;
        }
        query.awaitTermination();
        return ended(batches.stream().reduce(Totals.NONE, Totals::plus));
    }

    private int ended(Totals totals) {
        print(totals);
        return totals.failed() == 0 ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private Existing existing() {
        if (watch.isOn()) {
            return force ? Existing.RESUME_OR_REPLACE : Existing.SKIP;
        }
        return resume
                ? force ? Existing.RESUME_OR_REPLACE : Existing.RESUME
                : force ? Existing.REPLACE : Existing.KEEP;
    }

    private void print(Totals totals) {
        PrintWriter err = spec.commandLine().getErr();
        totals.errors().forEach(error -> err.println("quietline-spark: " + error));
        if (totals.failed() > totals.errors().size()) {
            err.println(
                    "quietline-spark: %,d more in the report"
                            .formatted(totals.failed() - totals.errors().size()));
        }
        String line =
                String.format(
                        Locale.ROOT,
                        "%,d done, %,d skipped, %,d failed: %s of audio in %,.0f s, %,.0f × real time",
                        totals.done(),
                        totals.skipped(),
                        totals.failed(),
                        length(totals.audioSeconds()),
                        totals.seconds(),
                        totals.audioSeconds() / Math.max(totals.seconds(), 1e-3));
        spec.commandLine().getOut().println(line);
        err.flush();
        spec.commandLine().getOut().flush();
    }

    private static String length(double seconds) {
        return seconds < SECONDS_PER_HOUR
                ? String.format(Locale.ROOT, "%.0f s", seconds)
                : String.format(Locale.ROOT, "%,.1f h", seconds / SECONDS_PER_HOUR);
    }

    private static int refuse(ParameterException failure, String[] arguments) {
        failure.getCommandLine()
                .getErr()
                .println("quietline-spark: " + failure.getMessage() + "; see --help");
        return ExitCode.USAGE;
    }

    private static int fail(
            Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        Throwable cause = failure;
        while (failure instanceof StreamingQueryException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        boolean known = cause instanceof IOException || cause instanceof WeightsException;
        boolean plain = known && cause.getMessage() != null;
        String message = plain ? cause.getMessage() : cause.toString();
        // Spark appends the stack traces of executors.
        command.getErr().println("quietline-spark: " + message.lines().findFirst().orElse(""));
        return ExitCode.SOFTWARE;
    }
}
