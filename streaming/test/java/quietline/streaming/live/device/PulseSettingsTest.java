package quietline.streaming.live.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import quietline.streaming.live.device.Device.Direction;

class PulseSettingsTest {

    @TempDir private Path home;
    private Path folder;
    private Path system;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void layOut() throws IOException {
        folder = Files.createDirectories(home.resolve(".config/pulse"));
        system = Files.createDirectory(home.resolve("etc"));
        environment.put("HOME", "" + home);
    }

    private PulseSettings settings() {
        return PulseSettings.of(environment, system);
    }

    @Test
    void readsFileWithBytesThatAreNoUtf8() throws IOException {
        byte[] text =
                "# f\u00fcr alle\ndefault-source = usb\n".getBytes(StandardCharsets.ISO_8859_1);
        Files.write(folder.resolve("client.conf"), text);
        environment.put("XDG_CONFIG_HOME", "");
        assertEquals("usb", settings().source());
    }

    @Test
    void readsFilesAsLibpulseDoes() throws IOException {
        Files.writeString(system.resolve("client.conf"), "default-sink = hdmi\n");
        assertEquals("hdmi", settings().sink());
        Files.writeString(
                folder.resolve("client.conf"),
                """
                ; default-sink = commented
                [General]
                  default-source= usb   # mine
                default-server =unix:/there
                default-sink =
                """);
        assertEquals("usb", settings().source());
        assertEquals("unix:/there", settings().server());
        assertNull(settings().sink(), "only the first file holds");
        Path more = Files.createDirectory(folder.resolve("client.conf.d"));
        Files.writeString(more.resolve("2.conf"), "default-source = two\n");
        Files.writeString(more.resolve("1.conf"), "default-source = one\n");
        assertEquals("two", settings().source());
        Path other = Files.writeString(home.resolve("other"), "default-source = third");
        environment.put("PULSE_CLIENTCONFIG", "" + other);
        assertEquals("third", settings().source());
        assertNull(settings().server());
    }

    @Test
    void prefersEnvironment() throws IOException {
        Files.writeString(folder.resolve("client.conf"), "default-source = a\ndefault-sink = b\n");
        environment.put("PULSE_SOURCE", " usb ");
        environment.put("PULSE_SINK", "");
        environment.put("PULSE_SERVER", "host");
        assertEquals("usb", settings().source());
        assertEquals("b", settings().sink());
        assertEquals("host", settings().server());
    }

    @Test
    void followsXdgFolder() throws IOException {
        Path config = Files.createDirectories(home.resolve("xdg/pulse"));
        Files.writeString(config.resolve("client.conf"), "default-source = usb\n");
        environment.put("XDG_CONFIG_HOME", "" + config.getParent());
        assertEquals("usb", settings().source());
    }

    @Test
    void findsCookie() throws IOException {
        assertEquals(0, settings().cookie()[0]);
        cookie(home.resolve(".pulse-cookie"), 1);
        assertEquals(1, settings().cookie()[0]);
        cookie(folder.resolve("cookie"), 2);
        assertEquals(2, settings().cookie()[0]);
        cookie(home.resolve("third"), 3);
        Files.writeString(folder.resolve("client.conf"), "cookie-file = third\n");
        assertEquals(3, settings().cookie()[0]);
        environment.put("PULSE_COOKIE", "" + cookie(home.resolve("fourth"), 4));
        assertEquals(4, settings().cookie()[255]);
    }

    private static Path cookie(Path file, int value) throws IOException {
        byte[] bytes = new byte[300];
        Arrays.fill(bytes, (byte) value);
        return Files.write(file, bytes);
    }

    @Test
    void ignoresOwnDevices() {
        environment.put("PULSE_SOURCE", "quietline_microphone");
        environment.put("PULSE_SINK", "hdmi");
        assertNull(settings().device(Direction.INPUT));
        assertEquals("hdmi", settings().device(Direction.OUTPUT));
    }
}
