package quietline.streaming.batch;

import java.io.IOException;

/**
 * How one job ended.
 *
 * @param outcome what was done; null unless it was
 * @param failure why it was not; null unless it failed
 */
public record Result(EnhanceJob job, Outcome outcome, Throwable failure) {

    static Result done(EnhanceJob job, Outcome outcome) {
        return new Result(job, outcome, null);
    }

    static Result skipped(EnhanceJob job) {
        return new Result(job, null, null);
    }

    static Result failed(EnhanceJob job, Throwable failure) {
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

    /** Why it failed, as one line that names what failed. */
    public String reason() {
        if (failure instanceof IOException && failure.getMessage() != null) {
            return failure.getMessage().strip().replaceAll("\\s*\\R\\s*", "; ");
        }
        if (failure instanceof OutOfMemoryError) {
            return job.input().name()
                    + ": not enough memory; give Java more with QUIETLINE_JAVA_OPTS=-Xmx512m, or use"
                    + " fewer --jobs";
        }
        return job.input().name() + ": unexpected " + failure;
    }
}
