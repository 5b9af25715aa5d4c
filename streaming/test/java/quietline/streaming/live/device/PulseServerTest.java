package quietline.streaming.live.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static quietline.streaming.io.Refusals.assertRefused;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import quietline.streaming.io.AudioException;
import quietline.streaming.live.device.Device.Direction;

@Timeout(30)
class PulseServerTest {

    @TempDir Path folder;

    @Test
    void listsMonitorsLast() throws IOException {
        try (FakeSoundServer fake = new FakeSoundServer(folder);
                PulseServer server = PulseServer.open(fake.address)) {
            List<Device> inputs = server.devices(Direction.INPUT);
            assertEquals(
                    new Device(
                            Direction.INPUT,
                            "PulseAudio",
                            "mic",
                            "Microphone",
                            48_000,
                            1,
                            "float",
                            true,
                            false,
                            "7"),
                    inputs.get(0));
            assertTrue(inputs.get(1).isMonitor());
            assertEquals("spk.monitor", inputs.get(1).name());
            Device speaker = server.devices(Direction.OUTPUT).get(0);
            assertTrue(speaker.isDefault());
            assertFalse(speaker.isMonitor());
        }
    }

    @Test
    void describesServerByNameVersionAndAddress() throws IOException {
        try (FakeSoundServer fake = new FakeSoundServer(folder)) {
            assertEquals("fake 1, " + folder.resolve("native"), PulseServer.describe(fake.address));
        }
    }

    @Test
    void reportsUnknownDevice() throws IOException {
        try (FakeSoundServer fake = new FakeSoundServer(folder);
                PulseConnection connection = PulseConnection.open(fake.address)) {
            int ask = PulseCommand.GET_SOURCE_INFO;
            assertEquals(
                    new PulseServer.Facts("mic", "Microphone", 48_000, true, false),
                    PulseServer.facts(connection, ask, "mic"));
            PulseRefusal refusal =
                    assertThrows(
                            PulseRefusal.class, () -> PulseServer.facts(connection, ask, "none"));
            assertEquals(fake.address.name() + ": no such device", refusal.getMessage());
        }
    }

    /** They send zeros whenever nothing is played, and so are never called muted. */
    @Test
    void knowsRemappedMonitorsAsMonitors() throws IOException {
        Map<Integer, String> modules =
                Map.of(
                        3, "source_name=quiet master=spk.monitor",
                        4, "master='quiet' source_name=twice",
                        5, "source_name=usb master=mic",
                        6, "source_name=orphan master=none",
                        7, "source_name=filtered source_master=\"spk.monitor\"");
        try (FakeSoundServer fake = new FakeSoundServer(folder, modules);
                PulseConnection connection = PulseConnection.open(fake.address)) {
            for (String monitor : List.of("spk.monitor", "quiet", "twice", "filtered")) {
                assertTrue(isMonitor(connection, monitor), monitor);
            }
            for (String other : List.of("mic", "usb", "orphan")) {
                assertFalse(isMonitor(connection, other), other);
            }
        }
    }

    private static boolean isMonitor(PulseConnection connection, String source) throws IOException {
        return PulseServer.facts(connection, PulseCommand.GET_SOURCE_INFO, source).isMonitor();
    }

    @Test
    void namesErrorCodes() {
        assertEquals("x: sound server error 7 (PROTOCOL)", new PulseRefusal("x", 7).getMessage());
        assertEquals("x: sound server error 99 (unknown)", new PulseRefusal("x", 99).getMessage());
        assertEquals("x: device is busy", new PulseRefusal("x", 26).getMessage());
    }

    @Test
    void parsesAddresses() throws IOException {
        assertEquals("/run/x", PulseAddress.parse("unix:/run/x").name());
        assertEquals("/run/x", PulseAddress.parse("{a1b2}unix:/run/x").name());
        assertEquals("host:4713", PulseAddress.parse("host").name());
        assertEquals("127.0.0.1:99", PulseAddress.parse("tcp:127.0.0.1:99").name());
        assertThrows(AudioException.class, () -> PulseAddress.parse("tcp:host:port"));
        Path there = Files.createFile(folder.resolve("there"));
        assertEquals("" + there, PulseAddress.parse("unix:/no/such " + there + " host").name());
        assertEquals("host:4713", PulseAddress.parse("unix:/no/such host").name());
    }

    @Test
    void searchesUsualPlaces() throws IOException {
        Path socket = folder.resolve("pulse").resolve("native");
        Files.createDirectory(socket.getParent());
        Files.createFile(socket);
        Map<String, String> environment = Map.of("XDG_RUNTIME_DIR", folder.toString());
        assertEquals(socket, PulseAddress.find(environment, null).socket());
        assertEquals(Path.of("/there"), PulseAddress.find(environment, "unix:/there").socket());
        assertTrue(PulseAddress.present(environment, null));
        assertTrue(PulseAddress.present(Map.of(), "tcp:host:port"), "named, although wrong");
    }

    /** A full queue of connections acts as a host that drops packets. */
    @Test
    void waitsOnlySecondsForSilentHost() throws IOException {
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<SocketChannel> others = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                SocketChannel other = SocketChannel.open();
                others.add(other);
                other.configureBlocking(false);
                other.connect(full.getLocalSocketAddress());
            }
            String name = "127.0.0.1:" + full.getLocalPort();
            assertRefused(
                    name + ": no sound server is listening",
                    () -> PulseAddress.parse(name).connect());
            for (SocketChannel other : others) {
                other.close();
            }
        }
    }

    @Test
    void takesDefaultsOfUserBeforeThoseOfServer() throws IOException {
        PulseSettings settings = new PulseSettings(null, "usb", "quietline_speaker", List.of());
        try (FakeSoundServer fake = new FakeSoundServer(folder);
                PulseServer server = PulseServer.open(fake.address, settings)) {
            fake.microphones.add("usb");
            List<Device> inputs = server.devices(Direction.INPUT);
            assertEquals(
                    List.of("usb"),
                    inputs.stream().filter(Device::isDefault).map(Device::name).toList());
            assertEquals("usb", server.usual(Direction.INPUT, inputs));
            assertNull(
                    server.usual(Direction.OUTPUT, server.devices(Direction.OUTPUT)),
                    "our own speaker is not the default");
        }
    }

    @Test
    void refusesTruncatedReply() {
        for (byte type : "LUTamvxtP".getBytes()) {
            PulseValues values = new PulseValues(ByteBuffer.wrap(new byte[] {type}), "x");
            assertThrows(AudioException.class, () -> values.skip(1), "" + (char) type);
        }
        PulseValues number = new PulseValues(ByteBuffer.wrap(new byte[] {'L', 0}), "x");
        assertThrows(AudioException.class, number::number);
    }

    @Test
    void refusesOtherProtocols() throws IOException {
        byte[] other = "HTTP/1.1 400 Bad Request and much more of it".getBytes();
        try (FakeSoundServer fake =
                new FakeSoundServer(folder) {
                    @Override
                    void greet() throws IOException {
                        raw(other);
                    }
                }) {
            assertThrows(AudioException.class, () -> PulseServer.open(fake.address));
        }
    }
}
