package quietline.streaming.live.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

    private final Path threads;
    private final String program;

    public RealtimePriority() {
        this(THREADS, "chrt");
    }

    RealtimePriority(Path threads, String program) {
        this.threads = threads;
        this.program = program;
    }

    /** Asks for it; gives why a thread did not get it, or null. */
    public String ask() {
        try {
            List<String> found = audioThreads();
            for (String thread : found) {
                raise(thread);
            }
            return found.isEmpty() ? "no audio thread is known to the system" : null;
        } catch (IOException e) {
            return e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    private List<String> audioThreads() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> all = Files.list(threads)) {
            for (Path thread : all.sorted().toList()) {
                if (isAudio(name(thread))) {
                    found.add(thread.getFileName().toString());
                }
            }
        } catch (NoSuchFileException e) {
            throw new IOException("this system is no Linux");
        }
        return found;
    }

    private static String name(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).strip();
        } catch (IOException hasEnded) {
            return "";
        }
    }

    static boolean isAudio(String threadName) {
        return AUDIO_THREAD.matcher(threadName).matches();
    }

    private void raise(String thread) throws IOException, InterruptedException {
        Process asked =
                new ProcessBuilder(program, "--rr", "--pid", PRIORITY, thread)
                        .redirectErrorStream(true)
                        .start();
        if (!asked.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            asked.destroy();
            throw new IOException(program + " does not answer");
        }
        if (asked.exitValue() != 0) {
            String answer = new String(asked.getInputStream().readAllBytes());
            throw new IOException(answer.strip().replaceAll("\\s*\\R\\s*", "; "));
        }
    }
}
