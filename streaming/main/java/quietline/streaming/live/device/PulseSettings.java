package quietline.streaming.live.device;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import quietline.streaming.live.device.Device.Direction;

/**
 * The settings of all programs that use a sound server, read as libpulse does: from environment
 * variables such as {@code PULSE_SOURCE}, then from {@code client.conf}.
 *
 * @param server the addresses of servers, or null
 * @param source the name of the default microphone, or null for the server's
 * @param sink the name of the default speaker, or null for the server's
 * @param cookies the files that may contain the authentication cookie
 */
record PulseSettings(String server, String source, String sink, List<Path> cookies) {

    private static final int COOKIE_BYTES = 256;

    /** Reads the settings of this process. */
    static PulseSettings find() {
        return of(System.getenv(), Path.of("/etc/pulse"));
    }

    /**
     * @param system the folder with the system's {@code client.conf}
     */
    static PulseSettings of(Map<String, String> environment, Path system) {
        Path home = Path.of(environment.getOrDefault("HOME", System.getProperty("user.home", "")));
        String config = environment.get("XDG_CONFIG_HOME");
        Path folder = (isSet(config) ? Path.of(config) : home.resolve(".config")).resolve("pulse");
        Map<String, String> file = new HashMap<>();
        String named = environment.get("PULSE_CLIENTCONFIG");
        (named != null
                        ? Stream.of(Path.of(named))
                        : Stream.of(folder.resolve("client.conf"), system.resolve("client.conf")))
                .filter(Files::isRegularFile)
                .findFirst()
                .ifPresent(found -> readWithFolder(found, file));
        List<Path> cookies = new ArrayList<>();
        for (String cookie :
                new String[] {environment.get("PULSE_COOKIE"), file.get("cookie-file")}) {
            if (isSet(cookie)) {
                cookies.add(home.resolve(cookie));
            }
        }
        cookies.add(folder.resolve("cookie"));
        cookies.add(home.resolve(".pulse-cookie"));
        return new PulseSettings(
                first(environment.get("PULSE_SERVER"), file.get("default-server")),
                first(environment.get("PULSE_SOURCE"), file.get("default-source")),
                first(environment.get("PULSE_SINK"), file.get("default-sink")),
                cookies);
    }

    /** Reads the file and then those in the folder beside it, {@code client.conf.d}. */
    private static void readWithFolder(Path file, Map<String, String> into) {
        read(file, into);
        Path folder = file.resolveSibling(file.getFileName() + ".d");
        if (Files.isDirectory(folder)) {
            try (Stream<Path> more = Files.list(folder)) {
                more.filter(each -> each.toString().endsWith(".conf"))
                        .sorted()
                        .forEach(each -> read(each, into));
            } catch (IOException e) {
                // An unreadable file does not hold, as in libpulse.
            }
        }
    }

    /** Reads lines such as {@code default-sink = NAME}. */
    private static void read(Path file, Map<String, String> into) {
        try {
            // Decodes bytes that are no UTF-8, unlike readAllLines, which would refuse the file.
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            for (String line : text.lines().toList()) {
                String setting = withoutComment(line);
                int equals = setting.indexOf('=');
                if (equals >= 0) {
                    String value = setting.substring(equals + 1);
                    into.put(setting.substring(0, equals).strip(), value.strip());
                }
            }
        } catch (IOException e) {
            // An unreadable file does not hold, as in libpulse.
        }
    }

    /** Without regular expressions, which take a millisecond whenever a device is opened. */
    private static String withoutComment(String line) {
        int end = 0;
        while (end < line.length() && line.charAt(end) != '#' && line.charAt(end) != ';') {
            end++;
        }
        return line.substring(0, end);
    }

    private static String first(String... values) {
        return Arrays.stream(values)
                .filter(PulseSettings::isSet)
                .map(String::strip)
                .findFirst()
                .orElse(null);
    }

    private static boolean isSet(String value) {
        return value != null && !value.isBlank();
    }

    /**
     * The name of the device to use by default; null for the server's default. Our own devices do
     * not count, because they may be meant for all other programs.
     */
    String device(Direction direction) {
        String name = direction == Direction.INPUT ? source : sink;
        return name == null || Device.isOwn(name) ? null : name;
    }

    /** The authentication cookie; zeros if there is none, which some servers accept. */
    byte[] cookie() {
        for (Path place : cookies) {
            try {
                if (Files.isRegularFile(place) && Files.size(place) >= COOKIE_BYTES) {
                    return Arrays.copyOf(Files.readAllBytes(place), COOKIE_BYTES);
                }
            } catch (IOException e) {
                continue;
            }
        }
        return new byte[COOKIE_BYTES];
    }
}
