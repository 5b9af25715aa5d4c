package quietline.streaming.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.ExitCode;
import quietline.streaming.batch.Batch;
import quietline.streaming.batch.Outcome;
import quietline.streaming.batch.RecordingJob;
import quietline.streaming.batch.Result;

/**
 * Reports a batch on stderr: one line for each finished recording, a progress line on a terminal,
 * and a summary at the end that lists the failures.
 */
final class BatchProgress implements Batch.Listener, AutoCloseable {

    /** Most runs end sooner, and so never load JLine. */
    private static final int DELAY_MILLIS = 1000;

    private static final int BAR_CELLS = 20;

    private final Batch batch;
    private final boolean several;
    private final boolean quiet;
    private final boolean debug;
    private final PrintWriter err;
    private final List<Result> results = new ArrayList<>();
    private final List<IOException> troubles = new ArrayList<>();
    private final Console console = new Console();
    private final TerminalLine line;
    private List<RecordingJob> running = List.of();
    private final long started = System.nanoTime();
    private long ended;

    BatchProgress(Batch batch, boolean several, boolean quiet, boolean debug, PrintWriter err) {
        this.batch = batch;
        this.several = several;
        this.quiet = quiet;
        this.debug = debug;
        this.err = err;
        line = new TerminalLine(err, quiet ? null : this::state, console, DELAY_MILLIS);
    }

    /** Sets the jobs whose progress is shown. */
    synchronized void begin(List<RecordingJob> jobs) {
        running = jobs;
    }

    /** Reports what is no failure, unless quiet. */
    void note(String note) {
        if (!quiet) {
            line.print("quietline: " + note);
        }
    }

    /** Reports an input that cannot be read or searched. */
    void trouble(IOException trouble) {
        troubles.add(trouble);
        line.warn("quietline: " + trouble.getMessage());
    }

    @Override
    public synchronized void ended(Result result) {
        results.add(result);
        if (result.isDone()) {
            result.outcome().warnings().forEach(warning -> line.warn("quietline: " + warning));
            if (!quiet) {
                line.print(done(result));
            }
        } else if (result.isFailed()) {
            if (!batch.interrupted() && !StandardOutput.isReaderGone(result.reason())) {
                line.warn("quietline: " + result.reason());
                if (debug) {
                    err.println(ReportText.trace(result.failure()));
                }
            }
        }
    }

    /** Reports in one line what was skipped so far. */
    synchronized void reportSkipped() {
        List<Result> skipped = results.stream().filter(Result::isSkipped).toList();
        if (!quiet && !skipped.isEmpty()) {
            String what =
                    skipped.size() == 1
                            ? skipped.get(0).job().outputs().name() + ":"
                            : String.format(Locale.ROOT, "%,d outputs", skipped.size());
            line.print(what + " skipped, made earlier with the same settings");
        }
    }

    private static String done(Result result) {
        Outcome outcome = result.outcome();
        String noise =
                Double.isNaN(outcome.reductionDecibels())
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                ", noise %+.0f dB",
                                ReportText.rounded(-outcome.reductionDecibels(), 0));
        String saturated =
                outcome.saturated() == 0
                        ? ""
                        : "; %d samples clipped".formatted(outcome.saturated());
        return String.format(
                Locale.ROOT,
                "%s: %s of audio in %s, %.0f × real time%s%s",
                result.job().outputs().name(),
                DurationText.of(outcome.audioSeconds()),
                DurationText.of(outcome.seconds()),
                outcome.audioSeconds() / outcome.seconds(),
                noise,
                saturated);
    }

    /** The progress line. */
    private synchronized String state() {
        double seconds = (System.nanoTime() - started) * 1e-9;
        double sound = 0;
        double bytes = 0;
        double bytesDone = 0;
        for (RecordingJob job : running) {
            sound += job.doneSeconds();
            bytes += job.input().bytes();
            bytesDone += job.doneShare() * job.input().bytes();
        }
        double share = bytes == 0 ? 0 : bytesDone / bytes;
        int full = (int) (share * BAR_CELLS);
        String left =
                share < 0.01 ? "" : ", " + DurationText.of((1 - share) / share * seconds) + " left";
        return String.format(
                Locale.ROOT,
                "[%s%s] %3.0f %%  %d of %d files, %s of audio, %.0f × real time%s",
                "#".repeat(full),
                "-".repeat(BAR_CELLS - full),
                100 * share,
                results.size(),
                batch.jobs().size(),
                DurationText.of(sound),
                sound / seconds,
                left);
    }

    private double soundSeconds() {
        return results.stream()
                .filter(Result::isDone)
                .mapToDouble(result -> result.outcome().audioSeconds())
                .sum();
    }

    private void summarize() {
        double seconds = nanos() * 1e-9;
        long done = results.stream().filter(Result::isDone).count();
        long skipped = results.stream().filter(Result::isSkipped).count();
        err.printf("%d done, %d skipped, %d failed", done, skipped, failures());
        if (done > 0) {
            err.printf(
                    Locale.ROOT,
                    ": %s of audio in %s, %.0f × real time",
                    DurationText.of(soundSeconds()),
                    DurationText.of(seconds),
                    soundSeconds() / seconds);
        }
        err.println();
        troubles.forEach(trouble -> failed(trouble.getMessage()));
        results().stream().filter(Result::isFailed).forEach(result -> failed(result.reason()));
        err.flush();
    }

    private void failed(String reason) {
        err.println("  failed: " + ReportText.oneLine(reason));
    }

    /** Prints the last line of an interrupted batch, in place of the progress line. */
    void interrupted(String message) {
        line.close();
        line.print("quietline: " + message);
    }

    long failures() {
        return troubles.size() + results.stream().filter(Result::isFailed).count();
    }

    int exitCode() {
        if (failures() == 0) {
            return ExitCode.OK;
        }
        boolean readerGone =
                results.stream()
                        .filter(Result::isFailed)
                        .anyMatch(result -> StandardOutput.isReaderGone(result.reason()));
        return readerGone && failures() == 1 ? StandardOutput.READER_LEFT : ExitCode.SOFTWARE;
    }

    /** The results in the order of the jobs. */
    List<Result> results() {
        Map<RecordingJob, Integer> order = new IdentityHashMap<>();
        batch.jobs().forEach(job -> order.put(job, order.size()));
        return results.stream()
                .sorted(Comparator.comparing(result -> order.get(result.job())))
                .toList();
    }

    /** The duration of the batch. */
    long nanos() {
        return ended - started;
    }

    @Override
    public void close() {
        ended = System.nanoTime();
        line.close();
        console.close();
        boolean any = !batch.jobs().isEmpty();
        if (several && any && !quiet && !batch.interrupted()) {
            summarize();
        }
    }
}
