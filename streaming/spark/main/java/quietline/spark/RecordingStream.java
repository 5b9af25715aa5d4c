package quietline.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.util.SignalUtils;
import quietline.streaming.batch.OutputNames;

/**
 * Cleans recordings as they arrive. Spark lists the folders and remembers in its checkpoint what it
 * has seen; each batch of new recordings is a run of {@link Cleaning}. A batch that was interrupted
 * is repeated under the same name, so that it replaces its own rows of the report.
 */
final class RecordingStream {

    /** A batch keeps all cores busy, yet its rows of the report are there soon. */
    private static final int RECORDINGS_PER_CORE = 50;

    /** More cores may be added later. */
    private static final int LEAST_PER_BATCH = 1000;

    private static final long POLL_MILLIS = 200;

    /** Spark ignores files that are older than its newest by this; moved files keep their age. */
    private static final String OLDEST = "36500d";

    /** The columns of the format, which Spark wants to be told. */
    private static final String COLUMNS =
            "path STRING, modificationTime TIMESTAMP, length BIGINT, content BINARY";

    private final SparkSession spark;
    private final List<String> inputs;
    private final Path output;
    private final OutputNames names;
    private final Cleaning cleaning;
    private final Consumer<Totals> batches;
    private final Configuration hadoop;

    /**
     * @param batches is told how each batch of recordings ended
     */
    RecordingStream(
            SparkSession spark,
            List<String> inputs,
            String output,
            OutputNames names,
            Cleaning cleaning,
            Consumer<Totals> batches) {
        this.spark = spark;
        this.inputs = inputs;
        this.output = new Path(output);
        this.names = names;
        this.cleaning = cleaning;
        this.batches = batches;
        hadoop = spark.sessionState().newHadoopConf();
    }

    StreamingQuery start(String checkpoint, Trigger trigger) throws IOException {
        List<Dataset<Row>> arrivals = new ArrayList<>();
        for (String input : inputs) {
            InputTree.of(input, output, hadoop);
            arrivals.add(arrivals(input, arrivals.size()));
        }
        try {
            return arrivals.stream()
                    .reduce(Dataset::union)
                    .orElseThrow()
                    .writeStream()
                    .foreachBatch(this::clean)
                    .option("checkpointLocation", checkpoint)
                    .trigger(trigger)
                    .start();
        } catch (TimeoutException e) {
            throw new IOException(e);
        }
    }

    /** Waits until a query ends by itself or Ctrl-C or SIGTERM ends it; a second signal kills. */
    static void awaitSignal(StreamingQuery query) throws IOException, StreamingQueryException {
        AtomicBoolean signalled = new AtomicBoolean();
        for (String signal : List.of("INT", "TERM")) {
            SignalUtils.register(signal, () -> query.isActive() && !signalled.getAndSet(true));
        }
        boolean ended = false;
        while (!ended && !signalled.get()) {
            ended = query.awaitTermination(POLL_MILLIS);
        }
        try {
            query.stop();
        } catch (TimeoutException e) {
            throw new IOException(e);
        }
    }

    /** Without the column of contents, no file is opened. */
    private Dataset<Row> arrivals(String input, int index) {
        return spark.readStream()
                .format("binaryFile")
                .schema(COLUMNS)
                .option("recursiveFileLookup", true)
                .option("maxFilesPerTrigger", mostPerBatch())
                .option("maxFileAge", OLDEST)
                // A file that was taken away again must not end the stream.
                .option("ignoreMissingFiles", true)
                .load(InputTree.pattern(input).toString())
                .select(
                        functions.col("path"),
                        functions.col("length"),
                        functions.unix_millis(functions.col("modificationTime")),
                        functions.lit(index));
    }

    private int mostPerBatch() {
        int cores = spark.sparkContext().defaultParallelism();
        return Math.max(LEAST_PER_BATCH, RECORDINGS_PER_CORE * cores);
    }

    private void clean(Dataset<Row> arrivals, Long batch) throws IOException {
        List<List<FileStatus>> arrived = new ArrayList<>();
        inputs.forEach(input -> arrived.add(new ArrayList<>()));
        for (Row row : arrivals.collectAsList()) {
            Path file = new Path(row.getString(0));
            arrived.get(row.getInt(3))
                    .add(new FileStatus(row.getLong(1), false, 1, 0, row.getLong(2), file));
        }
        List<FoundRecording> found = RecordingSearch.among(arrived, inputs, output, names, hadoop);
        if (!found.isEmpty()) {
            // A new checkpoint counts from 0 again.
            String query = spark.sparkContext().getLocalProperty("sql.streaming.queryId");
            batches.accept(cleaning.runOnce(found, query + "-" + batch));
        }
    }
}
