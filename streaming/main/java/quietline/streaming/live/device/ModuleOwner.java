package quietline.streaming.live.device;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names the process that loaded a module of the sound server, as part of a sink's name: {@code
 * MACHINE_PROCESS}. Process ids mean nothing on other machines and in other containers, which may
 * use the same server.
 */
final class ModuleOwner {

    private static final Pattern OWNED =
            Pattern.compile("\\bquietline_[a-z]+_([0-9a-f]{8})_(\\d+)");

    private ModuleOwner() {}

    /** This process. */
    static String self() {
        return machine() + "_" + ProcessHandle.current().pid();
    }

    /** Differs between machines, containers and, since ids are used again, starts of a machine. */
    static String machine() {
        String place;
        try {
            place =
                    Files.readString(Path.of("/proc/sys/kernel/random/boot_id"))
                            + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
        } catch (IOException noLinux) {
            place = hostName();
        }
        return String.format("%08x", place.hashCode());
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (IOException noName) {
            return "";
        }
    }

    /** Whether the module with this argument was loaded by a process here that has ended. */
    static boolean isAbandoned(String argument) {
        Matcher owned = OWNED.matcher(argument);
        return owned.find()
                && owned.group(1).equals(machine())
                && !isLiving(Long.parseLong(owned.group(2)));
    }

    /** Whether the id is that of another running Java process; ids are reused. */
    private static boolean isLiving(long process) {
        return process != ProcessHandle.current().pid()
                && ProcessHandle.of(process)
                        .map(handle -> handle.info().command().orElse("java").contains("java"))
                        .orElse(false);
    }
}
