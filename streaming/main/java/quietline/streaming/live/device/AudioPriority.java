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
 * Has Linux run a session's audio threads before others, where it lets this user: Java's own
 * priorities do nothing there. They sleep most of the time, so nobody else is kept from working. So
 * does the one that collects garbage and has all others wait meanwhile.
 *
 * <p>At first as real-time threads. While Java compiles, garbage is collected now and then in the
 * midst of a hop; and for an ordinary thread that wakes up from that, however less nice than
 * others, Linux lets these go on for some milliseconds. After that, what sound servers do for
 * themselves: to be less nice. A real-time thread that is woken by its like is moved to another
 * processor, which has to be woken too, and has nothing of the sound in its cache.
 */
public final class AudioPriority {

    /**
     * What Linux calls our threads, of whose names it keeps 15 letters; some Javas choose which.
     */
    private static final Pattern AUDIO_THREAD =
            Pattern.compile(
                    "quietli(ne-(captu|enhan|playb)|\\.\\.(apture|nhance|ayback))|VM Thread");

    private static final List<String> LESS_NICE = List.of("renice", "-n", "-11", "-p");

    /** The lowest that counts: sound servers, which have more, still go first. */
    private static final List<String> REALTIME = List.of("chrt", "--rr", "--pid", "1");

    private static final List<String> ORDINARY = List.of("chrt", "--other", "--pid", "0");

    private static final Path THREADS = Path.of("/proc/self/task");
    private static final long PATIENCE_SECONDS = 1;

    private final Path threads;
    private final String path;
    private List<String> lessNice = List.of();

    public AudioPriority() {
        this(THREADS, "");
    }

    /**
     * @param threads where the system tells of this program's threads
     * @param path what the names of programs begin with
     */
    AudioPriority(Path threads, String path) {
        this.threads = threads;
        this.path = path;
    }

    /** Asks for it; gives why a thread did not get it, or null. */
    public String ask() {
        try {
            List<String> found = audioThreads();
            if (found.isEmpty()) {
                return "no audio thread is known to the system";
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

    private void raise(List<String> found) throws IOException, InterruptedException {
        try {
            run(LESS_NICE, found);
            lessNice = found;
        } catch (IOException refused) {
            each(REALTIME, found);
            return;
        }
        try {
            each(REALTIME, found);
        } catch (IOException enoughAsItIs) {
            relax();
        }
    }

    /** All that had to be compiled has been: what is less nice need not be real-time as well. */
    public void relax() throws InterruptedException {
        for (String thread : lessNice) {
            try {
                run(ORDINARY, List.of(thread));
            } catch (IOException hasEnded) {
                continue;
            }
        }
    }

    private void each(List<String> command, List<String> threads)
            throws IOException, InterruptedException {
        for (String thread : threads) {
            run(command, List.of(thread));
        }
    }

    private void run(List<String> command, List<String> found)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(command);
        line.set(0, path + command.get(0));
        line.addAll(found);
        Process asked = new ProcessBuilder(line).redirectErrorStream(true).start();
        if (!asked.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            asked.destroy();
            throw new IOException(line.get(0) + " does not answer");
        }
        if (asked.exitValue() != 0) {
            String answer = new String(asked.getInputStream().readAllBytes());
            throw new IOException(answer.strip().replaceAll("\\s*\\R\\s*", "; "));
        }
    }
}
