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
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import quietline.streaming.io.AudioException;
import quietline.streaming.io.PartFile;

/**
 * Enhances several recordings in parallel, one thread per recording. A failed job does not stop the
 * others. No job may overwrite an input or the output of another job.
 */
public final class Batch {

    /** The treatment of outputs that exist already. */
    public enum Existing {
        KEEP,
        REPLACE,
        /** Skips outputs newer than their inputs, and replaces the others. */
        RESUME
    }

    /** Is told of each job's end, by one thread at a time. */
    public interface Listener {
        void ended(Result result);
    }

    private final List<EnhanceJob> jobs;
    private final Treatment treatment;
    private final List<OutputPlan> plans;
    private final Existing existing;
    private final int threads;

    /** The folders in which the files of killed processes were looked for. */
    private final Set<Path> tidied = ConcurrentHashMap.newKeySet();

    private volatile boolean interrupted;

    public Batch(
            List<EnhanceJob> jobs,
            Treatment treatment,
            List<OutputPlan> plans,
            Existing existing,
            int threads) {
        this.jobs = List.copyOf(jobs);
        this.treatment = treatment;
        this.plans = List.copyOf(plans);
        this.existing = existing;
        this.threads = Math.min(threads, Math.max(1, jobs.size()));
    }

    public List<EnhanceJob> jobs() {
        return jobs;
    }

    /** Returns the jobs to run, in order; reports those that are refused or skipped. */
    public List<EnhanceJob> sift(Listener listener) {
        Set<Path> inputs = new HashSet<>();
        jobs.forEach(job -> job.input().file().ifPresent(file -> inputs.add(identity(file))));
        Map<Path, String> writers = new HashMap<>();
        List<EnhanceJob> left = new ArrayList<>();
        for (EnhanceJob job : jobs) {
            try {
                checkOthers(job, inputs, writers);
                if (existing == Existing.RESUME && isComplete(job)) {
                    listener.ended(Result.skipped(job));
                    continue;
                }
                job.check(existing != Existing.KEEP);
                left.add(job);
            } catch (IOException | RuntimeException e) {
                listener.ended(Result.failed(job, e));
            }
        }
        return left;
    }

    private static void checkOthers(EnhanceJob job, Set<Path> inputs, Map<Path, String> writers)
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

    /** Compares only times, because an output is renamed to its final name when complete. */
    private static boolean isComplete(EnhanceJob job) throws IOException {
        if (job.input().file().isEmpty() || !Files.exists(job.input().file().get())) {
            return false;
        }
        for (Path output : job.outputs().files()) {
            if (!Files.isRegularFile(output)
                    || Files.getLastModifiedTime(output)
                                    .compareTo(Files.getLastModifiedTime(job.input().file().get()))
                            < 0) {
                return false;
            }
        }
        return true;
    }

    /** Runs the jobs and returns when all have ended. */
    public void run(List<EnhanceJob> chosen, Listener listener) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        for (EnhanceJob job : threads == 1 ? chosen : longestFirst(chosen)) {
            try {
                pool.execute(
                        () -> {
                            if (!interrupted) {
                                end(result(job), listener);
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
    static List<EnhanceJob> longestFirst(List<EnhanceJob> chosen) {
        Map<EnhanceJob, Long> bytes = new HashMap<>();
        chosen.forEach(job -> bytes.put(job, job.input().bytes()));
        return chosen.stream()
                .sorted(Comparator.<EnhanceJob>comparingLong(bytes::get).reversed())
                .toList();
    }

    /** Runs a job; whatever is thrown in it, errors included, is its failure alone. */
    private Result result(EnhanceJob job) {
        try {
            for (Path output : job.outputs().files()) {
                for (OutputPlan plan : plans) {
                    plan.prepare(output);
                }
                if (tidied.add(output.toAbsolutePath().getParent())) {
                    PartFile.removeStale(output);
                }
            }
            return Result.done(job, job.run(treatment));
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
        for (EnhanceJob job : jobs) {
            count += job.abandon() ? 1 : 0;
        }
        return count;
    }

    public boolean interrupted() {
        return interrupted;
    }
}
