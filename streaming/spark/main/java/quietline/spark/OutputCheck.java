package quietline.spark;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;
import quietline.streaming.batch.Origin;
import quietline.streaming.batch.Treatment;
import quietline.streaming.io.AudioException;

/**
 * Looks for the outputs of recordings, and returns what is to be done; nothing for finished ones.
 * If storage fails, Spark repeats the task; the last attempt reports that.
 */
final class OutputCheck implements FlatMapFunction<Iterator<FoundRecording>, OutputCheck.Verdict> {

    private static final long serialVersionUID = 1L;

    /** What to do with outputs that exist already. */
    enum Existing {
        KEEP,
        REPLACE,
        /** Skips outputs of the same input and settings, and keeps all others. */
        SKIP,
        /** Skips outputs of the same input and settings, and replaces others of that input. */
        RESUME,
        /** As RESUME, but replaces whatever it does not skip. */
        RESUME_OR_REPLACE
    }

    /**
     * @param refusal why the recording is not enhanced; null if it is
     */
    record Verdict(FoundRecording recording, String refusal) implements java.io.Serializable {

        private static final long serialVersionUID = 1L;
    }

    private final String folder;
    private final String run;
    private final Existing existing;
    private final Broadcast<JobSettings> settings;
    private final Broadcast<SerializableConfiguration> hadoop;
    private final int attempts;

    /**
     * @param attempts how often Spark tries a task
     */
    OutputCheck(
            String folder,
            String run,
            Existing existing,
            Broadcast<JobSettings> settings,
            Broadcast<SerializableConfiguration> hadoop,
            int attempts) {
        this.folder = folder;
        this.run = run;
        this.existing = existing;
        this.settings = settings;
        this.hadoop = hadoop;
        this.attempts = attempts;
    }

    @Override
    public Iterator<Verdict> call(Iterator<FoundRecording> recordings) throws IOException {
        Configuration configuration = hadoop.value().value();
        OutputFolder outputs = new OutputFolder(folder, run, configuration);
        Treatment treatment = settings.value().treatment();
        List<Verdict> verdicts = new ArrayList<>();
        while (recordings.hasNext()) {
            FoundRecording recording = recordings.next();
            try {
                check(recording, outputs.of(recording), treatment, configuration)
                        .ifPresent(todo -> verdicts.add(new Verdict(todo, null)));
            } catch (IOException e) {
                boolean last = TaskContext.get().attemptNumber() + 1 >= attempts;
                if (!(e instanceof AudioException) && !last) {
                    throw e;
                }
                String refusal = AudioException.of(recording.path(), e).getMessage();
                verdicts.add(new Verdict(recording, refusal));
            }
        }
        return verdicts.iterator();
    }

    /** Returns the recording unless its output is complete. */
    private Optional<FoundRecording> check(
            FoundRecording recording, Path output, Treatment treatment, Configuration configuration)
            throws IOException {
        long bytes = Storage.bytes(output, configuration);
        if (bytes < 0) {
            return Optional.of(recording);
        }
        if (existing == Existing.KEEP) {
            throw new AudioException(
                    output, "already exists; use --force to replace it, or --resume");
        }
        if (existing == Existing.REPLACE) {
            return Optional.of(recording.replacing());
        }
        Optional<Origin> origin = Storage.origin(output, bytes, configuration);
        if (origin.equals(Optional.of(recording.origin(treatment)))) {
            return Optional.empty();
        }
        if (existing == Existing.SKIP) {
            throw new AudioException(
                    output,
                    "was not made from %s with these settings; use --force to replace it"
                            .formatted(recording.path()));
        }
        boolean ours = origin.isPresent() && origin.get().isFrom(recording.name());
        if (existing == Existing.RESUME && !ours) {
            throw new AudioException(
                    output,
                    "was not made from %s; use --force to replace it".formatted(recording.path()));
        }
        return Optional.of(recording.replacing());
    }
}
