package quietline.streaming.cli;

import java.io.IOException;
import java.io.PrintWriter;
import quietline.streaming.batch.Batch;

/** While open, Ctrl-C or SIGTERM deletes unfinished outputs of a batch and reports them. */
final class Interruption implements AutoCloseable {

    private final Batch batch;
    private final PrintWriter err;
    private final Thread hook = new Thread(this::interrupt, "interruption");
    private volatile boolean happened;

    Interruption(Batch batch, PrintWriter err) {
        this.batch = batch;
        this.err = err;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void interrupt() {
        happened = true;
        try {
            int abandoned = batch.abandon();
            err.printf(
                    "quietline: interrupted; %s%n",
                    batch.jobs().size() == 1 && abandoned == 1
                            ? batch.jobs().get(0).outputs().name() + " was not written"
                            : "%d unfinished outputs were deleted".formatted(abandoned));
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
