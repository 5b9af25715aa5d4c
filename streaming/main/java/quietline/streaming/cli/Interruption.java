package quietline.streaming.cli;

import java.io.IOException;
import java.util.function.Consumer;
import quietline.streaming.batch.Batch;

/** While open, Ctrl-C, SIGTERM or SIGHUP deletes unfinished outputs of a batch and reports them. */
final class Interruption implements AutoCloseable {

    private final Batch batch;
    private final Consumer<String> report;
    private final Thread hook = new Thread(this::interrupt, "interruption");
    private volatile boolean happened;

    Interruption(Batch batch, Consumer<String> report) {
        this.batch = batch;
        this.report = report;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void interrupt() {
        happened = true;
        try {
            int abandoned = batch.abandon();
            report.accept(
                    "interrupted; %s"
                            .formatted(
                                    batch.jobs().size() == 1 && abandoned == 1
                                            ? batch.jobs().get(0).outputs().name()
                                                    + " was not written"
                                            : deleted(abandoned)));
        } catch (IOException e) {
            report.accept(e.getMessage());
        }
    }

    private static String deleted(int outputs) {
        return outputs == 1
                ? "1 unfinished output was deleted"
                : outputs + " unfinished outputs were deleted";
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
