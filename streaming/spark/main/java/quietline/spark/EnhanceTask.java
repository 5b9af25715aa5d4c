package quietline.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import quietline.streaming.batch.Input;
import quietline.streaming.batch.Outputs;
import quietline.streaming.batch.RecordingJob;
import quietline.streaming.batch.Result;
import quietline.streaming.batch.Treatment;
import quietline.streaming.io.AudioException;

/**
 * Enhances the recordings of one task, one after another, and returns their rows of the report. A
 * recording that cannot be read is a row with its reason. If storage fails, Spark repeats the task;
 * the last attempt reports that, too.
 */
final class EnhanceTask implements FlatMapFunction<Iterator<List<FoundRecording>>, Row> {

    private static final long serialVersionUID = 1L;

    private final String folder;
    private final String run;
    private final Broadcast<JobSettings> settings;
    private final Broadcast<SerializableConfiguration> hadoop;
    private final JobTotals totals;
    private final int attempts;

    /**
     * @param attempts how often Spark tries a task
     */
    EnhanceTask(
            String folder,
            String run,
            Broadcast<JobSettings> settings,
            Broadcast<SerializableConfiguration> hadoop,
            JobTotals totals,
            int attempts) {
        this.folder = folder;
        this.run = run;
        this.settings = settings;
        this.hadoop = hadoop;
        this.totals = totals;
        this.attempts = attempts;
    }

    @Override
    public Iterator<Row> call(Iterator<List<FoundRecording>> groups) throws IOException {
        Configuration configuration = hadoop.value().value();
        Treatment treatment = settings.value().treatment();
        OutputFolder outputs = new OutputFolder(folder, run, configuration);
        List<FoundRecording> recordings = groups.hasNext() ? groups.next() : List.of();
        return recordings.stream()
                .map(recording -> row(recording, treatment, outputs, configuration))
                .iterator();
    }

    private Row row(
            FoundRecording recording,
            Treatment treatment,
            OutputFolder outputs,
            Configuration configuration) {
        String output = outputs.of(recording).toString();
        try (WorkFolders work = new WorkFolders(outputs.workFolder())) {
            Path input = work.fetch(recording, configuration);
            Path made = work.output(recording);
            Result result = result(job(recording, input, made), treatment);
            if (result.isFailed()) {
                String reason = result.reason().replace(input.toString(), recording.path());
                if (reason.startsWith(made.toString())) {
                    throw new IOException(reason.replace(made.toString(), output));
                }
                return failed(recording, output, reason);
            }
            outputs.commit(made, recording, recording.origin(treatment));
            totals.add(result.outcome());
            return ReportRow.done(recording, output, result.outcome());
        } catch (IOException storage) {
            if (TaskContext.get().attemptNumber() + 1 < attempts) {
                throw new UncheckedIOException(storage);
            }
            String reason = AudioException.of(recording.path(), storage).getMessage();
            return failed(recording, output, reason);
        }
    }

    private static Result result(RecordingJob job, Treatment treatment) {
        try {
            return Result.done(job, job.run(treatment, false, new Semaphore(1)));
        } catch (IOException | RuntimeException e) {
            return Result.failed(job, e);
        }
    }

    private static RecordingJob job(FoundRecording recording, Path input, Path output) {
        return new RecordingJob(
                Input.file(input, Path.of(recording.name()), Optional.empty()),
                new Outputs(output, null, null),
                null);
    }

    private Row failed(FoundRecording recording, String output, String reason) {
        if (TaskContext.get().isInterrupted()) {
            // Another attempt was faster; the interruption looks like a broken file.
            throw new TaskKilledException("another attempt has ended");
        }
        totals.addFailure();
        return ReportRow.failed(recording, output, reason);
    }
}
