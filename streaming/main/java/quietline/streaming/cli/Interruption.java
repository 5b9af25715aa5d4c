package quietline.streaming.cli;

import java.io.IOException;
import java.io.PrintWriter;
import quietline.streaming.batch.EnhanceJob;

/** While open, Ctrl-C or SIGTERM gives the job's output up and says so. */
final class Interruption implements AutoCloseable {

    private final EnhanceJob job;
    private final PrintWriter err;
    private final Thread hook = new Thread(this::interrupt, "interruption");
    private volatile boolean happened;

    Interruption(EnhanceJob job, PrintWriter err) {
        this.job = job;
        this.err = err;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void interrupt() {
        happened = true;
        try {
            if (job.abandon()) {
                err.println("quietline: " + job.output() + ": interrupted, nothing was written");
            }
        } catch (IOException e) {
            err.println("quietline: " + e.getMessage());
        }
        err.flush();
    }

    boolean happened() {
        return happened;
    }

    @Override
    public void close() {
        if (!happened) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException alreadyStopping) {
                happened = true;
            }
        }
    }
}
