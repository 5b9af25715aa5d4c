package quietline.streaming.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import quietline.streaming.io.AudioException;
import quietline.streaming.io.PartFile;

/**
 * Enhances several recordings in parallel, one core per recording. A failed job does not stop the
 * others. No job may overwrite an input or the output of another job.
 */
public final class Batch {

    /** The treatment of outputs that exist already. */
    public enum Existing {
        KEEP,
        REPLACE,
        /**
         * Skips outputs made from the same input with the same settings, and replaces those made
         * from an earlier state of the input or with other settings.
         */
        RESUME,
        /** As RESUME, but replaces whatever it does not skip. */
        RESUME_OR_REPLACE
    }

    /** Is told of each job's end, by one thread at a time. */
    public interface Listener {
        void ended(Result result);
    }

    /** Threads for each core, because a core can go on while outputs are written to the disk. */
    private static final int THREADS_PER_CORE = 3;

    private final List<RecordingJob> jobs;
    private final Treatment treatment;
    private final List<OutputPlan> plans;
    private final Existing existing;
    private final int threads;
    private volatile boolean interrupted;

    public Batch(
            List<RecordingJob> jobs,
            Treatment treatment,
            List<OutputPlan> plans,
            Existing existing,
            int threads) {
        this.jobs = List.copyOf(jobs);
        this.treatment = treatment;
        this.plans = List.copyOf(plans);
        this.existing = existing;
        this.threads = threads;
    }

    public List<RecordingJob> jobs() {
        return jobs;
    }

    /** Returns the jobs to run, in order; reports those that are refused or skipped. */
    public List<RecordingJob> sift(Listener listener) {
        Set<Path> inputs = new HashSet<>();
        jobs.forEach(job -> job.input().file().ifPresent(file -> inputs.add(identity(file))));
        Map<Path, String> writers = new HashMap<>();
        List<RecordingJob> left = new ArrayList<>();
        for (RecordingJob job : jobs) {
            try {
                checkOthers(job, inputs, writers);
                if (isResumed() && isComplete(job)) {
                    listener.ended(Result.skipped(job));
                    continue;
                }
                job.check(this::mayReplace);
                left.add(job);
            } catch (IOException | RuntimeException e) {
                listener.ended(Result.failed(job, e));
            }
        }
        return left;
    }

    /** Refuses a file that would overwrite an input or output of a job. */
    public void checkForeign(Path file) throws IOException {
        Path same = identity(file);
        for (RecordingJob job : jobs) {
            if (job.input().file().map(Batch::identity).filter(same::equals).isPresent()) {
                throw new AudioException(file, "is also an input; inputs are never overwritten");
            }
            if (job.outputs().files().stream().map(Batch::identity).anyMatch(same::equals)) {
                throw new AudioException(file, "is also the output of " + job.input().name());
            }
        }
    }

    private boolean isResumed() {
        return existing == Existing.RESUME || existing == Existing.RESUME_OR_REPLACE;
    }

    private static void checkOthers(RecordingJob job, Set<Path> inputs, Map<Path, String> writers)
            throws IOException {
        for (Path output : job.outputs().files()) {
            Path same = identity(output);
            boolean own = job.input().file().map(Batch::identity).filter(same::equals).isPresent();
            if (!own && inputs.contains(same)) {
                throw new AudioException(
                        output, "output is also an input; inputs are never overwritten");
            }
            String other = writers.putIfAbsent(same, job.input().name());
            if (other != null) {
                throw new AudioException(
                        job.input().name(),
                        "has the same output %s as %s".formatted(output, other));
            }
        }
    }

    /** A file's unique path, whatever links lead to it. */
    private static Path identity(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException doesNotExist) {
            return file.toAbsolutePath().normalize();
        }
    }

    /**
     * Whether all outputs were made from the job's input with the batch's settings. Refuses outputs
     * that were made from something else, which is lost if they are replaced.
     */
    private boolean isComplete(RecordingJob job) throws IOException {
        Input input = job.input();
        if (input.file().isPresent() && !Files.exists(input.file().get())) {
            return false;
        }
        boolean complete = true;
        for (Map.Entry<Outputs.Role, Path> output : job.outputs().byRole().entrySet()) {
            Path file = output.getValue();
            if (!Files.isRegularFile(file)) {
                complete = false;
                continue;
            }
            Optional<Origin> origin = Origin.read(file);
            if (origin.isEmpty() || !origin.equals(Origin.of(input, treatment, output.getKey()))) {
                complete = false;
                if (existing == Existing.RESUME
                        && !(origin.isPresent() && isOf(job, origin.get()))) {
                    throw new AudioException(
                            file,
                            "was not made from %s; use --force to replace it"
                                    .formatted(input.name()));
                }
            }
        }
        return complete;
    }

    /** Whether an output was made from the job's input, or a neighbour that is enhanced as well. */
    private boolean isOf(RecordingJob job, Origin origin) {
        Optional<Path> file = job.input().file();
        return file.isPresent()
                && (origin.isFrom(file.get())
                        || jobs.stream()
                                .flatMap(other -> other.input().file().stream())
                                .filter(other -> isSibling(other, file.get()))
                                .anyMatch(origin::isFrom));
    }

    private static boolean isSibling(Path file, Path other) {
        return Objects.equals(
                file.toAbsolutePath().getParent(), other.toAbsolutePath().getParent());
    }

    private boolean mayReplace(Path output) {
        return switch (existing) {
            case KEEP -> false;
            case REPLACE, RESUME_OR_REPLACE -> true;
            // Outputs of others were refused.
            case RESUME -> Files.exists(output);
        };
    }

    /** Runs the jobs and returns when all have ended. */
    public void run(List<RecordingJob> chosen, Listener listener) {
        PartFile.removeStale(jobs.stream().flatMap(job -> job.outputs().files().stream()).toList());
        // Cores that have no recording of their own enhance other channels of those that run.
        boolean parallel = chosen.size() < threads;
        Semaphore cores = new Semaphore(threads);
        int most = threads == 1 ? 1 : THREADS_PER_CORE * threads;
        ExecutorService pool =
                Executors.newFixedThreadPool(Math.min(most, Math.max(1, chosen.size())));
        for (RecordingJob job : threads == 1 ? chosen : longestFirst(chosen)) {
            try {
                pool.execute(
                        () -> {
                            if (!interrupted) {
                                end(result(job, parallel, cores), listener);
                            }
                        });
            } catch (OutOfMemoryError noFurtherThread) {
                end(Result.failed(job, noFurtherThread), listener);
            }
        }
        pool.shutdown();
        try {
            pool.awaitTermination(Long.MAX_VALUE, TimeUnit.DAYS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void end(Result result, Listener listener) {
        listener.ended(result);
    }

    /** Sorts by length, so that the last thread to finish is not left with a long recording. */
    static List<RecordingJob> longestFirst(List<RecordingJob> chosen) {
        Map<RecordingJob, Long> bytes = new HashMap<>();
        chosen.forEach(job -> bytes.put(job, job.input().bytes()));
        return chosen.stream()
                .sorted(Comparator.<RecordingJob>comparingLong(bytes::get).reversed())
                .toList();
    }

    /** Runs a job; whatever is thrown in it, errors included, is its failure alone. */
    private Result result(RecordingJob job, boolean parallel, Semaphore cores) {
        try {
            for (Path output : job.outputs().files()) {
                for (OutputPlan plan : plans) {
                    plan.prepare(output);
                }
            }
            return Result.done(job, job.run(treatment, parallel, cores));
        } catch (Throwable e) {
            return Result.failed(job, e);
        }
    }

    /**
     * Starts no further jobs and deletes unfinished outputs. May be called from any thread.
     *
     * @return the number of jobs with unfinished outputs
     */
    public int abandon() throws IOException {
        interrupted = true;
        int count = 0;
        for (RecordingJob job : jobs) {
            count += job.abandon() ? 1 : 0;
        }
        return count;
    }

    public boolean interrupted() {
        return interrupted;
    }
}
