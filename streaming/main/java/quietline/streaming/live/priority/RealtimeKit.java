package quietline.streaming.live.priority;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * Asks RealtimeKit, a system service of Linux desktops, for the priority of a thread of this
 * process, within the limits that it sets.
 */
final class RealtimeKit {

    static final String NAME = "org.freedesktop.RealtimeKit1";

    private static final String OBJECT = "/org/freedesktop/RealtimeKit1";
    private static final long PATIENCE_MILLIS = 2000;

    private final Map<String, String> environment;
    private final Program prlimit;

    RealtimeKit(Map<String, String> environment, Program prlimit) {
        this.environment = environment;
        this.prlimit = prlimit;
    }

    /**
     * Makes a thread a real-time thread. The service demands that Linux ends a process with such a
     * thread that computes for longer than the service's limit without waiting.
     */
    void makeRealtime(long thread, int priority) throws IOException, InterruptedException {
        try (SystemBus bus = open()) {
            long limit = property(bus, "RTTimeUSecMax");
            long most = property(bus, "MaxRealtimePriority");
            long process = ProcessHandle.current().pid();
            prlimit.run(List.of("--pid", "" + process, "--rttime=" + limit + ":" + limit));
            call(bus, NAME + ".MakeThreadRealtime", "tu", thread, Math.min(priority, most));
        }
    }

    /** Gives a thread a lower nice value. */
    void makeHighPriority(long thread, int nice) throws IOException {
        try (SystemBus bus = open()) {
            long least = property(bus, "MinNiceLevel");
            call(bus, NAME + ".MakeThreadHighPriority", "ti", thread, Math.max(nice, least));
        }
    }

    private SystemBus open() throws IOException {
        return SystemBus.open(SystemBus.socket(environment), PATIENCE_MILLIS);
    }

    private static long property(SystemBus bus, String name) throws IOException {
        String get = "org.freedesktop.DBus.Properties.Get";
        return call(bus, get, "ss", NAME, name).number();
    }

    private static BusReply call(
            SystemBus bus, String method, String signature, Object... arguments)
            throws IOException {
        return bus.call(NAME, OBJECT, method, signature, arguments);
    }
}
