package quietline.streaming.batch;

import java.io.IOException;

/**
 * The outcome of one job: done, failed or skipped.
 *
 * @param outcome null unless done
 * @param failure null unless failed
 */
public record Result(RecordingJob job, Outcome outcome, Throwable failure) {

    public static Result done(RecordingJob job, Outcome outcome) {
        return new Result(job, outcome, null);
    }

    static Result skipped(RecordingJob job) {
        return new Result(job, null, null);
    }

    public static Result failed(RecordingJob job, Throwable failure) {
        return new Result(job, null, failure);
    }

    public boolean isDone() {
        return outcome != null;
    }

    public boolean isFailed() {
        return failure != null;
    }

    public boolean isSkipped() {
        return !isDone() && !isFailed();
    }

    /** The failure as one line that names the file. */
    public String reason() {
        if (failure instanceof IOException && failure.getMessage() != null) {
            return failure.getMessage().strip().replaceAll("\\s*\\R\\s*", "; ");
        }
        if (failure instanceof OutOfMemoryError) {
            return job.input().name()
                    + ": out of memory; raise the limit with QUIETLINE_JAVA_OPTS=-Xmx512m, or use"
                    + " fewer --jobs";
        }
        return job.input().name() + ": unexpected " + failure;
    }
}
