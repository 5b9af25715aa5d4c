package quietline.streaming.live.priority;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Systems without a bus, and a bus that misbehaves. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SystemBusTest {

    @TempDir private Path folder;

    @Test
    void findsSocketOrSaysWhyNot() throws IOException {
        assertEquals(Path.of("/var/run/dbus/system_bus_socket"), SystemBus.socket(Map.of()));
        assertEquals(Path.of("/a"), SystemBus.socket(address("unix:path=/a,guid=2;unix:path=/b")));
        IOException other =
                assertThrows(
                        IOException.class, () -> SystemBus.socket(address("unix:abstract=/a")));
        assertEquals("cannot use D-Bus address unix:abstract=/a", other.getMessage());
    }

    private static Map<String, String> address(String address) {
        return Map.of("DBUS_SYSTEM_BUS_ADDRESS", address);
    }

    @Test
    void reportsMissingBus() {
        Path none = folder.resolve("none");
        String message = refusal(none);
        assertTrue(message.startsWith("no system bus at " + none + ": "), message);
    }

    private static String refusal(Path socket) {
        return assertThrows(IOException.class, () -> SystemBus.open(socket, 20)).getMessage();
    }

    @Test
    void givesUpOnBusThatHangsRefusesOrEnds() throws Exception {
        Path socket = folder.resolve("bus");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            assertTrue(refusal(socket).endsWith(": not responding"));
            server.accept().close();
            Thread answering = new Thread(() -> answerAll(server));
            answering.start();
            String ends = "";
            for (String end : new String[] {"refuses this user: REJECTED", "connection closed"}) {
                ends += refusalOf(socket, end);
            }
            assertEquals("", ends);
            answering.join();
        }
    }

    private static String refusalOf(Path socket, String end) {
        String message =
                assertThrows(IOException.class, () -> SystemBus.open(socket, 60_000)).getMessage();
        return message.contains(end) ? "" : message;
    }

    /** Refuses the first, and accepts the second but sends it nothing more. */
    private static void answerAll(ServerSocketChannel server) {
        try {
            for (String answer : new String[] {"REJECTED EXTERNAL\r\n", "OK 12\r\n"}) {
                try (SocketChannel client = server.accept()) {
                    client.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII)));
                    client.shutdownOutput();
                    ByteBuffer sent = ByteBuffer.allocate(1000);
                    while (client.read(sent) >= 0) {
                        sent.clear();
                    }
                }
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void refusesMalformedMessagesInAnyForm() {
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[64];
            random.nextBytes(bytes);
            bytes[0] = (byte) (i % 2 == 0 ? 'l' : 'B');
            if (i % 3 == 0) {
                ByteBuffer.wrap(bytes).putInt(12, i % 2 == 0 ? 24 << 24 : 24);
                System.arraycopy(new byte[] {5, 1, 'u', 0}, 0, bytes, 16, 4);
            }
            try {
                ByteBuffer message = ByteBuffer.wrap(bytes);
                assertTrue(BusReply.length(message) > 0);
                BusReply reply = new BusReply(message);
                reply.answers(1);
                reply.text();
                new BusReply(ByteBuffer.wrap(bytes)).number();
            } catch (IOException malformed) {
                assertEquals("malformed message on D-Bus", malformed.getMessage());
            }
        }
    }
}
