package quietline.streaming.live.device;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Has Linux run a session's audio threads before all others, where it lets this user: Java's own
 * priorities do nothing there. They sleep most of the time, so nobody else is kept from working. So
 * does the one that collects garbage and has all others wait meanwhile.
 */
public final class RealtimePriority {

    /**
     * What Linux calls our threads, of whose names it keeps 15 letters; some Javas choose which.
     */
    private static final Pattern AUDIO_THREAD =
            Pattern.compile(
                    "quietli(ne-(captu|enhan|playb)|\\.\\.(apture|nhance|ayback))|VM Thread");

    /** The lowest that counts: sound servers, which have more, still go first. */
    private static final String PRIORITY = "1";

    private static final Path THREADS = Path.of("/proc/self/task");
    private static final long PATIENCE_SECONDS = 1;

    private RealtimePriority() {}

    /** Asks for it; returns how many threads have got it. */
    public static int ask() {
        int raised = 0;
        for (String thread : audioThreads()) {
            raised += raise(thread) ? 1 : 0;
        }
        return raised;
    }

    private static List<String> audioThreads() {
        List<String> found = new ArrayList<>();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
            for (Path thread : threads) {
                if (isAudio(Files.readString(thread.resolve("comm")).strip())) {
                    found.add(thread.getFileName().toString());
                }
            }
        } catch (IOException e) {
            // No Linux, or a thread that ended while we looked.
        }
        return found;
    }

    static boolean isAudio(String threadName) {
        return AUDIO_THREAD.matcher(threadName).matches();
    }

    private static boolean raise(String thread) {
        try {
            Process chrt =
                    new ProcessBuilder("chrt", "--rr", "--pid", PRIORITY, thread)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return chrt.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) && chrt.exitValue() == 0;
        } catch (IOException e) {
            // There is no such program; then it must do as it is.
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
