package quietline.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Shared by the fuzz targets of weights. Every build replays the inputs in the test resources
 * {@code XInputs/readsOrRefusesAnyBytes} of each target X; CONTRIBUTING says how to search for new
 * ones.
 */
final class Fuzzing {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final boolean SEARCHING = Boolean.parseBoolean(System.getenv("JAZZER_FUZZ"));
    private static final long MOST_NANOS = 100_000_000;

    /** Below 64 MiB, for the few kilobytes of a fuzzed file; the second per byte of the file. */
    private static final long MOST_BYTES = 4 << 20;

    private static final long MOST_BYTES_PER_BYTE = 250;

    private Fuzzing() {}

    static Stream<Path> inputs(Class<?> target) throws IOException, URISyntaxException {
        String folder = target.getSimpleName() + "Inputs/readsOrRefusesAnyBytes";
        URL url = target.getResource(folder);
        try (Stream<Path> files = Files.list(Path.of(url.toURI()))) {
            return files.sorted().toList().stream();
        }
    }

    /** Loads a file as weights; returns null after a refusal in one line. */
    static Weights load(byte[] file) {
        Weights[] loaded = new Weights[1];
        assertLimits(
                file.length,
                () -> {
                    try {
                        loaded[0] = Weights.load(file, "x");
                    } catch (WeightsException refused) {
                        String message = refused.getMessage();
                        assertTrue(message.startsWith("x: "), message);
                        assertEquals(1, message.lines().count(), message);
                    }
                });
        return loaded[0];
    }

    /**
     * Asserts how much memory and, while searching for inputs, how much time some work takes: the
     * least of a few attempts, since classes are loaded and instrumented in the first.
     */
    static void assertLimits(int length, Runnable work) {
        long most = MOST_BYTES + MOST_BYTES_PER_BYTE * length;
        long nanos = Long.MAX_VALUE;
        long bytes = Long.MAX_VALUE;
        for (int i = 0; i < 5 && (nanos > MOST_NANOS || bytes > most); i++) {
            long begin = SEARCHING ? THREADS.getCurrentThreadCpuTime() : 0;
            long before = THREADS.getCurrentThreadAllocatedBytes();
            work.run();
            bytes = Math.min(bytes, THREADS.getCurrentThreadAllocatedBytes() - before);
            nanos = Math.min(nanos, SEARCHING ? THREADS.getCurrentThreadCpuTime() - begin : 0);
        }
        if (bytes > most || nanos > MOST_NANOS) {
            fail("took %d bytes and %d ns for a file of %d".formatted(bytes, nanos, length));
        }
    }
}
