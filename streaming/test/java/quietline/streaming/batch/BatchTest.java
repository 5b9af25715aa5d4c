package quietline.streaming.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import quietline.Enhancer;
import quietline.streaming.io.Excerpt;
import quietline.streaming.io.RawFormat;
import quietline.streaming.io.SampleEncoding;
import quietline.streaming.io.Samples;
import quietline.streaming.io.WavFormat;

@Timeout(60)
class BatchTest {

    private static final Treatment PLAIN = treatment(false);

    @TempDir private Path folder;

    /** A recording whose first read waits until another recording is being read. */
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
                if (!together.await(50, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("read alone");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return super.read(into, offset, count);
        }
    }

    @Test
    void usesAllThreadsFromTheStart() throws IOException {
        CountDownLatch together = new CountDownLatch(2);
        List<RecordingJob> jobs = new ArrayList<>();
        for (String name : List.of("a.wav", "b.wav")) {
            Input input =
                    Input.standard(
                            new Waiting(together), Optional.of(RawFormat.parse("s16le:16000:1")));
            jobs.add(new RecordingJob(input, new Outputs(folder.resolve(name), null, null), null));
        }
        List<Result> results = new ArrayList<>();
        new Batch(jobs, PLAIN, List.of(), Batch.Existing.KEEP, 2).run(jobs, results::add);
        assertEquals(2, results.size());
        for (Result result : results) {
            assertTrue(result.isDone(), () -> result.reason());
            assertEquals(0.1, result.outcome().audioSeconds());
        }
    }

    @Test
    void keepsFileThatAppearsWhileItsNameIsWanted() throws IOException {
        Path out = folder.resolve("a.wav");
        InputStream in =
                new ByteArrayInputStream(new byte[3200]) {
                    @Override
                    public synchronized int read(byte[] into, int offset, int count) {
                        try {
                            Files.writeString(out, "somebody else's");
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                        return super.read(into, offset, count);
                    }
                };
        Input input = Input.standard(in, Optional.of(RawFormat.parse("s16le:16000:1")));
        RecordingJob job = new RecordingJob(input, new Outputs(out, null, null), null);
        Batch batch = new Batch(List.of(job), PLAIN, List.of(), Batch.Existing.KEEP, 1);
        List<Result> results = new ArrayList<>();
        batch.run(batch.sift(results::add), results::add);
        assertEquals(
                out + ": was created by another program meanwhile; use --force to replace it",
                results.get(0).reason());
        assertEquals("somebody else's", Files.readString(out));
    }

    @Test
    void countsEveryThrowableAsFailureOfItsJob() throws IOException {
        List<Throwable> thrown =
                List.of(
                        new StackOverflowError(),
                        new NoClassDefFoundError("x"),
                        new IllegalStateException("y"),
                        new Throwable("z"));
        List<RecordingJob> jobs = new ArrayList<>();
        for (Throwable each : thrown) {
            InputStream in =
                    new InputStream() {
                        @Override
                        public int read() {
                            throw BatchTest.<RuntimeException>unchecked(each);
                        }
                    };
            jobs.add(rawJob(in, "failed-" + jobs.size()));
        }
        jobs.add(rawJob(new ByteArrayInputStream(new byte[3200]), "good.wav"));
        for (int threads = 1; threads <= 2; threads++) {
            List<Result> results = new ArrayList<>();
            new Batch(jobs, PLAIN, List.of(), Batch.Existing.KEEP, threads).run(jobs, results::add);
            assertEquals(jobs.size(), results.size());
            assertEquals(4, results.stream().filter(Result::isFailed).count());
            assertTrue(results.stream().anyMatch(Result::isDone));
            assertTrue(
                    results.stream()
                            .filter(Result::isFailed)
                            .allMatch(
                                    result ->
                                            result.reason().startsWith("stdin: unexpected java")));
            Files.delete(folder.resolve("good.wav"));
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T unchecked(Throwable thrown) throws T {
        throw (T) thrown;
    }

    private RecordingJob rawJob(InputStream in, String name) throws IOException {
        Input input = Input.standard(in, Optional.of(RawFormat.parse("s16le:16000:1")));
        return new RecordingJob(input, new Outputs(folder.resolve(name), null, null), null);
    }

    @Test
    void sortsJobsByLength() throws IOException {
        List<RecordingJob> jobs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Path in = Files.write(folder.resolve(i + ".wav"), new byte[100 + i]);
            jobs.add(job(in, folder.resolve("clean-" + i)));
        }
        assertEquals(List.of(jobs.get(2), jobs.get(1), jobs.get(0)), Batch.longestFirst(jobs));
    }

    @Test
    void measuresLengthThatChoosesKernels() {
        WavFormat mono = new WavFormat(SampleEncoding.PCM16, 1, 8000);
        WavFormat stereo = new WavFormat(SampleEncoding.PCM16, 2, 8000);
        Treatment mixed = treatment(true);
        assertEquals(0, RecordingJob.samples(mono, -1, PLAIN));
        assertEquals(240 * 16_000, RecordingJob.samples(mono, 240 * 8000, PLAIN));
        assertEquals(240 * 16_000, RecordingJob.samples(stereo, 120 * 8000, PLAIN));
        assertEquals(120 * 16_000, RecordingJob.samples(stereo, 120 * 8000, mixed));
    }

    @Test
    void givesItsCoreToOthersBeforeItsOutputReachesTheDisk() throws IOException {
        Path in =
                Samples.write(
                        folder.resolve("in.wav"),
                        new WavFormat(SampleEncoding.PCM16, 1, 16_000),
                        new float[2000]);
        Path out = folder.resolve("out.wav");
        List<Boolean> existed = new ArrayList<>();
        Semaphore cores =
                new Semaphore(1) {
                    private static final long serialVersionUID = 1;

                    @Override
                    public void release() {
                        existed.add(Files.exists(out));
                        super.release();
                    }
                };
        job(in, out).run(PLAIN, false, cores);
        assertEquals(List.of(false), existed);
        assertTrue(Files.exists(out));
        RecordingJob missing = job(folder.resolve("none.wav"), folder.resolve("b.wav"));
        assertThrows(IOException.class, () -> missing.run(PLAIN, false, cores));
        assertEquals(1, cores.availablePermits());
    }

    private static Treatment treatment(boolean mono) {
        return new Treatment(
                Enhancer.defaultWeights(),
                1,
                Double.POSITIVE_INFINITY,
                false,
                false,
                mono,
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Excerpt.WHOLE);
    }

    private static RecordingJob job(Path in, Path out) {
        return new RecordingJob(
                Input.file(in, in.getFileName(), Optional.empty()),
                new Outputs(out, null, null),
                null);
    }
}
