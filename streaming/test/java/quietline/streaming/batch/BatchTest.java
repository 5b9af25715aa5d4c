package quietline.streaming.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import quietline.Enhancer;
import quietline.streaming.io.RawFormat;

@Timeout(60)
class BatchTest {

    private static final Treatment PLAIN =
            new Treatment(
                    Enhancer.defaultWeights(),
                    1,
                    Double.POSITIVE_INFINITY,
                    false,
                    false,
                    Optional.empty(),
                    OptionalInt.empty());

    @TempDir private Path folder;

    /** A recording that begins when another is being read too. */
    private static final class Waiting extends ByteArrayInputStream {

        private final CountDownLatch together;

        Waiting(CountDownLatch together) {
            super(new byte[3200]);
            this.together = together;
        }

        @Override
        public synchronized int read(byte[] into, int offset, int count) {
            together.countDown();
            try {
                // Less than after what time a batch uses all threads in any case.
                if (!together.await(4, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("read alone");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return super.read(into, offset, count);
        }
    }

    @Test
    void whatIsCompiledRunsOnAllThreadsFromTheStart() throws IOException {
        CountDownLatch together = new CountDownLatch(2);
        List<EnhanceJob> jobs = new ArrayList<>();
        for (String name : List.of("a.wav", "b.wav")) {
            Input input =
                    Input.standard(
                            new Waiting(together), Optional.of(RawFormat.parse("s16le:16000:1")));
            jobs.add(
                    new EnhanceJob(
                            input, new EnhanceJob.Outputs(folder.resolve(name), null, null), null));
        }
        List<Result> results = new ArrayList<>();
        new Batch(jobs, PLAIN, List.of(), Batch.Existing.KEEP, 2).runCompiled(jobs, results::add);
        assertEquals(2, results.size());
        for (Result result : results) {
            assertTrue(result.isDone(), () -> result.reason());
            assertEquals(0.1, result.outcome().audioSeconds());
        }
    }
}
