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
 * Asks Linux to run a session's audio threads before others, as far as the user is permitted to;
 * Java's own thread priorities have no effect there. Java's VM thread is included, because all
 * threads wait for it during a garbage collection. It first asks for a lower nice value, as sound
 * servers do, and if that is refused, for real-time scheduling.
 */
public final class AudioPriority {

    /** Linux keeps 15 letters of a thread's name; the JVM's version determines which ones. */
    private static final Pattern AUDIO_THREAD =
            Pattern.compile(
                    "quietli(ne-(captu|enhan|playb)|\\.\\.(apture|nhance|ayback))|VM Thread");

    private static final List<String> LESS_NICE = List.of("renice", "-n", "-11", "-p");

    /** The lowest real-time priority, below that of sound servers. */
    private static final List<String> REALTIME = List.of("chrt", "--rr", "--pid", "1");

    private static final Path THREADS = Path.of("/proc/self/task");
    private static final long PATIENCE_SECONDS = 5;

    private final Path threads;
    private final String programPrefix;

    public AudioPriority() {
        this(THREADS, "");
    }

    /**
     * @param threads the folder in which Linux lists this process's threads
     * @param programPrefix is put before the names of programs to run
     */
    AudioPriority(Path threads, String programPrefix) {
        this.threads = threads;
        this.programPrefix = programPrefix;
    }

    /** Asks for priority; returns the reason if a thread was refused it, or null. */
    public String ask() {
        try {
            List<String> found = audioThreads();
            if (found.isEmpty()) {
                return "no audio thread found";
            }
            raise(found);
            return null;
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
            throw new IOException("only supported on Linux");
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

    private void raise(List<String> found) throws IOException, InterruptedException {
        try {
            run(LESS_NICE, found);
        } catch (IOException refused) {
            for (String thread : found) {
                run(REALTIME, List.of(thread));
            }
        }
    }

    private void run(List<String> command, List<String> found)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(command);
        line.set(0, programPrefix + command.get(0));
        line.addAll(found);
        Process asked = new ProcessBuilder(line).redirectErrorStream(true).start();
        if (!asked.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            asked.destroy();
            throw new IOException(line.get(0) + " not responding");
        }
        if (asked.exitValue() != 0) {
            String answer = new String(asked.getInputStream().readAllBytes());
            throw new IOException(answer.strip().replaceAll("\\s*\\R\\s*", "; "));
        }
    }
}
