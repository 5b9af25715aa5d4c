package quietline.streaming.io;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Shared by the fuzz targets of recordings and reports. Every build replays the inputs in the test
 * resources {@code XInputs/readsOrRefusesAnyBytes} of each target X; CONTRIBUTING says how to
 * search for new ones.
 */
public final class FuzzLimits {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final boolean SEARCHING = Boolean.parseBoolean(System.getenv("JAZZER_FUZZ"));
    private static final long MOST_NANOS = 100_000_000;

    /** Below 64 MiB, for the few kilobytes of a fuzzed file; the second per byte of the file. */
    private static final long MOST_BYTES = 4 << 20;

    private static final long MOST_BYTES_PER_BYTE = 250;

    private FuzzLimits() {}

    /** Work that may refuse its input. */
    public interface Work {
        void run() throws IOException;
    }

    /** Returns the inputs that are kept of a target. */
    public static List<Path> inputs(Class<?> target) throws IOException, URISyntaxException {
        String folder = target.getSimpleName() + "Inputs/readsOrRefusesAnyBytes";
        URL url = target.getResource(folder);
        try (Stream<Path> files = Files.list(Path.of(url.toURI()))) {
            return files.sorted().toList();
        }
    }

    /**
     * Asserts how much memory and, while searching for inputs, how much time some work takes, and
     * that it refuses its input in one line that begins with {@code x}, if at all. The least of a
     * few attempts counts, since classes are loaded and instrumented in the first.
     */
    public static void check(int length, Work work) throws IOException {
        long most = MOST_BYTES + MOST_BYTES_PER_BYTE * length;
        long nanos = Long.MAX_VALUE;
        long bytes = Long.MAX_VALUE;
        for (int i = 0; i < 5 && (nanos > MOST_NANOS || bytes > most); i++) {
            long begin = SEARCHING ? THREADS.getCurrentThreadCpuTime() : 0;
            long before = THREADS.getCurrentThreadAllocatedBytes();
            try {
                work.run();
            } catch (AudioException refusal) {
                assertOneLine(refusal.getMessage());
            }
            bytes = Math.min(bytes, THREADS.getCurrentThreadAllocatedBytes() - before);
            nanos = Math.min(nanos, SEARCHING ? THREADS.getCurrentThreadCpuTime() - begin : 0);
        }
        if (bytes > most || nanos > MOST_NANOS) {
            fail("took %d bytes and %d ns for a file of %d".formatted(bytes, nanos, length));
        }
    }

    static void assertOneLine(String message) {
        assertTrue(message.startsWith("x"), message);
        for (int i = 0; i < message.length(); i++) {
            char c = message.charAt(i);
            assertTrue(c >= ' ' && c <= '~' || c == 'µ', message);
        }
    }
}
