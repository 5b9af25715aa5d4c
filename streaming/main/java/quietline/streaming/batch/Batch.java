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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import quietline.streaming.io.AudioException;

/**
 * Many recordings, some at a time, each on a thread of its own. One that fails does not stop the
 * others; none overwrites an input or what another writes.
 */
public final class Batch {

    /** What may happen to outputs that are there already. */
    public enum Existing {
        KEEP,
        REPLACE,
        /** Those complete and newer than their input are skipped, others replaced. */
        RESUME
    }

    /** Hears of every job as it ends, one at a time. */
    public interface Listener {
        void ended(Result result);
    }

    private final List<EnhanceJob> jobs;
    private final Treatment treatment;
    private final List<OutputPlan> plans;
    private final Existing existing;
    private final int threads;
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

    /** Which jobs are to run, in order; those that must not or need not are results already. */
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
            } catch (IOException e) {
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
                        output, "is one of the inputs, which are never overwritten");
            }
            String other = writers.putIfAbsent(same, job.input().name());
            if (other != null) {
                throw new AudioException(
                        job.input().name(),
                        "would be written to %s, and so would %s".formatted(output, other));
            }
        }
    }

    /** The file itself, whichever way leads to it. */
    private static Path identity(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException notThere) {
            return file.toAbsolutePath().normalize();
        }
    }

    /** An output that has its name is whole, so its time is all there is to ask. */
    private static boolean isComplete(EnhanceJob job) throws IOException {
        if (job.input().file().isEmpty() || !Files.exists(job.input().file().get())) {
            return false;
        }
        for (Path output : job.outputs().files()) {
            if (!Files.exists(output)
                    || Files.getLastModifiedTime(output)
                                    .compareTo(Files.getLastModifiedTime(job.input().file().get()))
                            < 0) {
                return false;
            }
        }
        return true;
    }

    /** Runs them all; the listener hears of each. */
    public void run(List<EnhanceJob> chosen, Listener listener) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        for (EnhanceJob job : threads == 1 ? chosen : longestFirst(chosen)) {
            pool.execute(
                    () -> {
                        if (!interrupted) {
                            end(result(job), listener);
                        }
                    });
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

    /** So that no long one is left to a single thread while the others have nothing to do. */
    static List<EnhanceJob> longestFirst(List<EnhanceJob> chosen) {
        Map<EnhanceJob, Long> bytes = new HashMap<>();
        chosen.forEach(job -> bytes.put(job, job.input().bytes()));
        return chosen.stream()
                .sorted(Comparator.<EnhanceJob>comparingLong(bytes::get).reversed())
                .toList();
    }

    private Result result(EnhanceJob job) {
        try {
            for (Path output : job.outputs().files()) {
                for (OutputPlan plan : plans) {
                    plan.prepare(output);
                }
            }
            return Result.done(job, job.run(treatment));
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            return Result.failed(job, e);
        }
    }

    /**
     * Begins nothing more and gives up what is being written; any thread may call it.
     *
     * @return how many outputs were given up
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
