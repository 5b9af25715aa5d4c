package quietline.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.lib.output.FileOutputCommitter;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import quietline.spark.OutputCheck.Verdict;

/**
 * Enhances a list of recordings on a cluster and writes their rows of the report, in two stages:
 * one looks for earlier outputs, the other enhances. Nothing is shuffled between machines.
 */
final class Cleaning {

    /** How many recordings a task looks for; it takes about a second. */
    private static final int CHECKED_PER_TASK = 5000;

    private final SparkSession spark;
    private final JavaSparkContext context;
    private final String folder;
    private final String report;
    private final OutputCheck.Existing existing;
    private final Broadcast<JobSettings> settings;
    private final Broadcast<SerializableConfiguration> hadoop;
    private final Configuration configuration;

    Cleaning(
            SparkSession spark,
            String folder,
            String report,
            OutputCheck.Existing existing,
            JobSettings settings) {
        this.spark = spark;
        this.folder = folder;
        this.report = report;
        this.existing = existing;
        context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        configuration = spark.sessionState().newHadoopConf();
        this.settings = context.broadcast(settings);
        hadoop = context.broadcast(new SerializableConfiguration(configuration));
    }

    /**
     * @param run names this run in the report; what the report holds of it is replaced
     */
    Totals run(List<FoundRecording> recordings, String run) throws IOException {
        return run(recordings, run, false);
    }

    /**
     * Runs unless the report shows that this run was completed. If it was interrupted, outputs that
     * were complete by then have a row, too.
     */
    Totals runOnce(List<FoundRecording> recordings, String run) throws IOException {
        Path mark = new Path(partition(run), FileOutputCommitter.SUCCEEDED_FILE_NAME);
        return mark.getFileSystem(configuration).exists(mark)
                ? Totals.NONE
                : run(recordings, run, true);
    }

    private Totals run(List<FoundRecording> recordings, String run, boolean reportsFinished)
            throws IOException {
        long started = System.nanoTime();
        Map<String, FoundRecording> finished = new LinkedHashMap<>();
        recordings.forEach(each -> finished.put(each.path(), each));
        List<FoundRecording> todo = new ArrayList<>();
        List<Row> known = new ArrayList<>();
        OutputFolder outputs = new OutputFolder(folder, run, configuration);
        for (Verdict verdict : verdicts(distinct(recordings, outputs), run)) {
            finished.remove(verdict.recording().path());
            if (verdict.refusal() == null) {
                todo.add(verdict.recording());
            } else {
                String output = outputs.of(verdict.recording()).toString();
                known.add(ReportRow.failed(verdict.recording(), output, verdict.refusal()));
            }
        }
        long refused = known.size();
        if (reportsFinished) {
            for (FoundRecording each : finished.values()) {
                known.add(ReportRow.finishedBefore(each, outputs.of(each).toString()));
            }
        }
        JobTotals totals = new JobTotals(spark.sparkContext());
        if (!todo.isEmpty() || !known.isEmpty()) {
            try {
                JavaRDD<Row> rows = rows(todo, run, totals).union(context.parallelize(known, 1));
                spark.createDataFrame(rows, ReportRow.SCHEMA)
                        .write()
                        .mode(SaveMode.Overwrite)
                        .parquet(partition(run));
            } finally {
                outputs.cleanUp();
            }
        }
        long failed = totals.failed() + refused;
        return new Totals(
                totals.done(),
                finished.size(),
                failed,
                totals.seconds(),
                (System.nanoTime() - started) * 1e-9,
                errors(run, failed));
    }

    /**
     * Refuses all but the first of recordings with the same output, and outputs that are inputs.
     */
    private static List<Verdict> distinct(List<FoundRecording> recordings, OutputFolder outputs) {
        Set<Path> inputs = new HashSet<>();
        recordings.forEach(each -> inputs.add(each.place()));
        Map<String, String> writers = new HashMap<>();
        List<Verdict> verdicts = new ArrayList<>();
        for (FoundRecording each : recordings) {
            String other = writers.putIfAbsent(each.output(), each.path());
            String refusal = null;
            if (inputs.contains(outputs.of(each))) {
                refusal =
                        "%s: output is also an input; inputs are never overwritten"
                                .formatted(outputs.of(each));
            } else if (other != null) {
                refusal =
                        "%s: has the same output %s as %s"
                                .formatted(each.path(), each.output(), other);
            }
            verdicts.add(new Verdict(each, refusal));
        }
        return verdicts;
    }

    private List<Verdict> verdicts(List<Verdict> found, String run) throws IOException {
        Path output = new Path(folder);
        if (!output.getFileSystem(configuration).exists(output)) {
            return found;
        }
        List<Verdict> verdicts = new ArrayList<>();
        List<FoundRecording> unique = new ArrayList<>();
        for (Verdict verdict : found) {
            if (verdict.refusal() == null) {
                unique.add(verdict.recording());
            } else {
                verdicts.add(verdict);
            }
        }
        name("Look for finished outputs", unique.size());
        verdicts.addAll(
                context.parallelize(unique, slices(unique.size()))
                        .mapPartitions(
                                new OutputCheck(
                                        folder, run, existing, settings, hadoop, attempts()))
                        .collect());
        return verdicts;
    }

    private int slices(int recordings) {
        return Math.max(context.defaultParallelism(), recordings / CHECKED_PER_TASK + 1);
    }

    private JavaRDD<Row> rows(List<FoundRecording> todo, String run, JobTotals totals) {
        name("Enhance recordings", todo.size());
        List<List<FoundRecording>> tasks = TaskPlan.of(todo, context.defaultParallelism());
        return context.parallelize(tasks, Math.max(1, tasks.size()))
                .mapPartitions(new EnhanceTask(folder, run, settings, hadoop, totals, attempts()));
    }

    /** In local mode, Spark tries a task once. */
    private int attempts() {
        boolean once = context.master().matches("local(\\[[^,]*\\])?");
        return once ? 1 : context.getConf().getInt("spark.task.maxFailures", 4);
    }

    private void name(String stage, int recordings) {
        context.sc().setCallSite(stage);
        context.sc().setJobDescription(String.format(Locale.ROOT, "%s: %,d", stage, recordings));
    }

    /** Each run is a partition of the report. */
    private String partition(String run) {
        return new Path(report, "run=" + run).toString();
    }

    private List<String> errors(String run, long failed) {
        if (failed == 0) {
            return List.of();
        }
        name("Read errors from the report", (int) failed);
        return spark
                .read()
                .schema(ReportRow.SCHEMA)
                .parquet(partition(run))
                .filter("error is not null")
                .select("error")
                .limit(Totals.MOST_ERRORS)
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }
}
