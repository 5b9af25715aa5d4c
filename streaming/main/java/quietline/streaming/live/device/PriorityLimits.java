package quietline.streaming.live.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Linux permits: how this user's audio threads can get priority over other programs. */
public final class PriorityLimits {

    private static final Path RTKIT =
            Path.of("/usr/share/dbus-1/system-services/org.freedesktop.RealtimeKit1.service");

    /** The bit of the capability CAP_SYS_NICE. */
    private static final int SYS_NICE = 23;

    private PriorityLimits() {}

    /** Returns the ways to priority, or null if there is none. */
    public static String describe() throws IOException {
        Path self = Path.of("/proc/self");
        if (!Files.exists(self)) {
            return null;
        }
        return describe(
                Files.readString(self.resolve("limits")),
                Files.readString(self.resolve("status")),
                Files.exists(RTKIT));
    }

    /**
     * @param limits the text of {@code /proc/self/limits}
     * @param status the text of {@code /proc/self/status}
     */
    static String describe(String limits, String status, boolean rtkit) {
        Matcher capabilities = Pattern.compile("CapEff:\\s*(\\p{XDigit}+)").matcher(status);
        if (capabilities.find()
                && (Long.parseUnsignedLong(capabilities.group(1), 16) >> SYS_NICE & 1) == 1) {
            return "any (capability CAP_SYS_NICE)";
        }
        long nice = limit(limits, "nice");
        if (nice > 20) {
            return "nice values down to " + (20 - Math.min(nice, 40));
        }
        long realtime = limit(limits, "realtime");
        if (realtime > 0) {
            return "real-time scheduling, up to " + Math.min(realtime, 99);
        }
        return rtkit ? "by rtkit" : null;
    }

    private static long limit(String limits, String kind) {
        Matcher soft = Pattern.compile("Max %s priority +(\\w+)".formatted(kind)).matcher(limits);
        if (!soft.find()) {
            return 0;
        }
        return soft.group(1).equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(soft.group(1));
    }
}
