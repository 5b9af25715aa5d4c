package quietline.spark;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.apache.spark.TaskContext;
import org.apache.spark.TaskKilledException;
import quietline.streaming.batch.Input;
import quietline.streaming.batch.Outcome;
import quietline.streaming.batch.Outputs;
import quietline.streaming.batch.RecordingJob;
import quietline.streaming.batch.Result;
import quietline.streaming.io.AudioException;

/**
 * Enhances whole recordings that are given as bytes, in any format. They become temporary files,
 * because ffmpeg seeks in some formats. If the machine cannot hold those, the task fails, and Spark
 * repeats it elsewhere.
 */
final class RecordingBytes {

    /** The longest array of Java; a row is no longer. */
    private static final long MOST_BYTES = Integer.MAX_VALUE - 64;

    private RecordingBytes() {}

    /**
     * The result for one recording.
     *
     * @param outcome null if it cannot be read
     * @param error null if it can
     */
    record Measured(Outcome outcome, String error) {}

    /** Returns the enhanced recording as WAV; null if it cannot be read or becomes too long. */
    static byte[] enhance(byte[] recording, float strength) {
        try (WorkFolders work = new WorkFolders(Optional.empty())) {
            Path output = work.output("enhanced.wav");
            Measured measured = run(work.store(recording), output, strength);
            boolean readable = measured.outcome() != null && Files.size(output) <= MOST_BYTES;
            return readable ? Files.readAllBytes(output) : null;
        } catch (IOException storage) {
            throw new UncheckedIOException(storage);
        }
    }

    static Measured measure(byte[] recording) {
        try (WorkFolders work = new WorkFolders(Optional.empty())) {
            return run(work.store(recording), null, 1);
        } catch (IOException storage) {
            throw new UncheckedIOException(storage);
        }
    }

    /**
     * @param output null to write nothing
     */
    static Measured run(Path input, Path output, float strength) throws IOException {
        RecordingJob job =
                new RecordingJob(
                        Input.copy(input),
                        new Outputs(output, null, null),
                        OutputStream.nullOutputStream());
        try {
            return new Measured(
                    job.run(JobSettings.standard(strength).treatment(), false, new Semaphore(1)),
                    null);
        } catch (IOException | RuntimeException e) {
            checkTask();
            String reason = Result.failed(job, e).reason();
            if (output != null && reason.startsWith(output.toString())) {
                throw new AudioException("enhance", reason);
            }
            return new Measured(null, reason.replace(input + ": ", ""));
        }
    }

    /** An interruption looks like a broken recording. */
    private static void checkTask() {
        TaskContext task = TaskContext.get();
        if (task != null && task.isInterrupted()) {
            throw new TaskKilledException("the task was killed");
        }
    }
}
