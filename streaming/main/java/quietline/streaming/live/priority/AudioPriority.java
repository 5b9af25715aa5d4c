package quietline.streaming.live.priority;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Asks Linux to run audio threads before others, as far as the user is permitted to; Java's own
 * thread priorities have no effect there. Each thread asks for itself by {@link #run}, when it
 * starts, and keeps what it gets. A way that fails is not tried again for the threads that follow.
 */
public final class AudioPriority implements Runnable {

    /** The lowest, below that of sound servers. */
    private static final int REALTIME = 1;

    private static final int NICE = -11;

    public static final String NORMAL = "normal";

    private interface Way {
        void raise(long thread) throws IOException, InterruptedException;
    }

    private record NamedWay(String name, Way way) {}

    private final Path thisThread;
    private final List<NamedWay> ways = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();
    private volatile String granted = NORMAL;

    public AudioPriority() {
        this(System.getenv(), Path.of("/proc/thread-self"), "");
    }

    /**
     * @param thisThread Linux's link to the folder of the calling thread
     * @param folder is put before the names of programs to run
     */
    AudioPriority(Map<String, String> environment, Path thisThread, String folder) {
        this.thisThread = thisThread;
        RealtimeKit rtkit = new RealtimeKit(environment, new Program(folder + "prlimit"));
        Program chrt = new Program(folder + "chrt");
        Program renice = new Program(folder + "renice");
        add("real-time by rtkit", thread -> rtkit.makeRealtime(thread, REALTIME));
        add(
                "real-time",
                thread -> chrt.run(List.of("-R", "--rr", "--pid", "" + REALTIME, "" + thread)));
        add("nice by rtkit", thread -> rtkit.makeHighPriority(thread, NICE));
        add("nice", thread -> renice.run(List.of("-n", "" + NICE, "-p", "" + thread)));
    }

    private void add(String name, Way way) {
        ways.add(new NamedWay(name, way));
    }

    /** Asks for priority for the calling thread, by the first way that succeeds. */
    @Override
    public synchronized void run() {
        try {
            long thread =
                    Long.parseLong(Files.readSymbolicLink(thisThread).getFileName().toString());
            while (!raise(thread)) {
                ways.remove(0);
            }
        } catch (IOException noLinux) {
            granted = "as Java sets it";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean raise(long thread) throws InterruptedException {
        if (ways.isEmpty()) {
            granted = NORMAL;
            return true;
        }
        NamedWay first = ways.get(0);
        try {
            first.way.raise(thread);
            granted = first.name;
            return true;
        } catch (IOException e) {
            refusals.add(first.name + ": " + e.getMessage());
            return false;
        }
    }

    /** The priority of the threads in words; {@link #NORMAL} if none was granted. */
    public String granted() {
        return granted;
    }

    /** Why better ways failed. */
    public synchronized List<String> refusals() {
        return List.copyOf(refusals);
    }
}
