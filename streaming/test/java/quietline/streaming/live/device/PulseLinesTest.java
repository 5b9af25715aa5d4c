package quietline.streaming.live.device;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static quietline.streaming.io.Refusals.assertRefused;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import quietline.streaming.live.Allocation;

@Timeout(30)
class PulseLinesTest {

    private static final PulseServer.Facts SOFTWARE =
            new PulseServer.Facts("mic", "", 48_000, false, false);

    @TempDir Path folder;
    private FakeSoundServer server;
    private PulseConnection connection;
    private final List<String> moves = new CopyOnWriteArrayList<>();

    @BeforeEach
    void connect() throws IOException {
        server = new FakeSoundServer(folder);
        connection = PulseConnection.open(server.address);
    }

    @AfterEach
    void disconnect() throws IOException {
        connection.close();
        server.close();
    }

    private PulseInputLine input() throws IOException {
        return new PulseInputLine(connection, "mic", "mic", SOFTWARE, 1, 5, moves::add);
    }

    private PulseOutputLine output() throws IOException {
        return new PulseOutputLine(connection, "spk", "spk", SOFTWARE, 1, 5, moves::add);
    }

    @Test
    void readsBlocksInOrder() throws IOException {
        PulseInputLine line = input();
        server.record(1, 2, 3, 4, 5);
        server.tell(PulseCommand.UNDERFLOW, FakeSoundServer.STREAM);
        server.record(6);
        float[] read = new float[8];
        assertEquals(2, line.read(read, 0, 2));
        assertEquals(3, line.blockRestInstants());
        assertEquals(3, line.read(read, 2, 4), "a read ends with its block");
        assertEquals(0, line.blockRestInstants());
        assertEquals(1, line.read(read, 5, 3));
        assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6, 0, 0}, read);
    }

    @Test
    void limitsBlocksThatWouldDrift() {
        assertEquals(768, PulseInputLine.blockInstants(16, 48_000));
        assertEquals(1600, PulseInputLine.blockInstants(32, 50_000));
        assertEquals(3072, PulseInputLine.blockInstants(16, 192_000));
        assertEquals(352, PulseInputLine.blockInstants(8, 44_100));
        assertEquals(352, PulseInputLine.blockInstants(32, 44_100));
    }

    @Test
    void expectsUnevenBlocksFromHardwareOnly() throws IOException {
        assertEquals(0, input().blockJitterInstants());
        PulseServer.Facts hardware = new PulseServer.Facts("mic", "", 48_000, true, false);
        PulseInputLine line = new PulseInputLine(connection, "mic", "mic", hardware, 1, 16, null);
        assertEquals(96, line.blockJitterInstants());
    }

    @Test
    void failsIfDeviceDisconnects() throws IOException {
        PulseInputLine line = input();
        server.tell(PulseCommand.RECORD_STREAM_KILLED, FakeSoundServer.STREAM);
        assertRefused("mic: device disconnected", () -> line.read(new float[1], 0, 1));
    }

    @Test
    void failsIfStreamMoves() throws IOException {
        PulseInputLine line = input();
        server.move(PulseCommand.RECORD_STREAM_MOVED, "usb");
        assertRefused("mic: moved to another device", () -> line.read(new float[1], 0, 1));
        assertEquals(List.of("usb"), moves);
    }

    @Test
    void saysWhereServerHasPlacedStream() throws IOException {
        server.placedOn = "usb";
        assertEquals(
                "usb",
                new PulseInputLine(connection, "mic", null, SOFTWARE, 1, 5, moves::add).device());
    }

    @Test
    void failsOnWriteAfterStreamMoves() throws Exception {
        PulseOutputLine line = output();
        assertEquals("spk", line.device());
        server.move(PulseCommand.PLAYBACK_STREAM_MOVED, "hdmi");
        await(() -> line.queuedInstants() == 0);
        assertRefused("spk: moved to another device", () -> line.write(new float[1], 0, 1));
        assertEquals(List.of("hdmi"), moves);
    }

    @Test
    void failsIfServerEnds() throws IOException {
        PulseInputLine line = input();
        server.close();
        String gone = server.address.name() + ": sound server disconnected";
        assertRefused(gone, () -> line.read(new float[1], 0, 1));
        assertRefused(
                server.address.name() + ": no sound server is listening",
                () -> PulseConnection.open(server.address));
    }

    @Test
    void wakesReaderOnClose() throws Exception {
        PulseInputLine line = input();
        Thread closer =
                new Thread(
                        () -> {
                            try {
                                Thread.sleep(50);
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                            line.close();
                        });
        closer.start();
        // Asynchronous if it was reading by then, as it usually is.
        assertThrows(ClosedChannelException.class, () -> line.read(new float[1], 0, 1));
        closer.join();
    }

    @Test
    void computesQueueFromRequests() throws Exception {
        PulseOutputLine line = output();
        assertEquals(1, line.queuedInstants());
        line.write(new float[1000], 0, 1000);
        assertEquals(1000 - 240, line.queuedInstants());
        server.tell(PulseCommand.REQUEST, FakeSoundServer.STREAM, 240 * Float.BYTES);
        await(() -> line.queuedInstants() == 1000 - 480);
        server.tell(PulseCommand.REQUEST, FakeSoundServer.STREAM, 760 * Float.BYTES);
        await(() -> line.queuedInstants() == 1);
        server.tell(PulseCommand.UNDERFLOW, FakeSoundServer.STREAM);
        await(() -> line.queuedInstants() == 0);
        line.write(new float[1000], 0, 1000);
        assertEquals(1000 - 240, line.queuedInstants());
    }

    @Test
    void sendsWritesInOnePacket() throws Exception {
        PulseOutputLine line = output();
        line.write(new float[] {9, 1, 2, 3, 9}, 1, 1);
        line.write(new float[] {9, 2, 3, 9}, 1, 2);
        line.flush();
        await(() -> server.played.equals(List.of(1f, 2f, 3f)));
        assertEquals(1, server.packets.get(), "packets");
    }

    @Test
    void countsInstantsOfAllChannels() throws Exception {
        PulseOutputLine line = new PulseOutputLine(connection, "spk", "spk", SOFTWARE, 2, 5, null);
        line.write(new float[1000], 0, 1000);
        assertEquals(500 - 120, line.queuedInstants());
        try (FakeSoundServer other =
                        new FakeSoundServer(Files.createDirectory(folder.resolve("2")));
                PulseConnection second = PulseConnection.open(other.address)) {
            PulseInputLine input = new PulseInputLine(second, "mic", "mic", SOFTWARE, 2, 5, null);
            other.record(1, 2, 3, 4, 5, 6);
            assertEquals(2, input.read(new float[8], 0, 2));
            assertEquals(2, input.blockRestInstants());
        }
    }

    @Test
    void failsIfSpeakerAcceptsNothing() throws IOException {
        PulseOutputLine line = output();
        float[] second = new float[24_000];
        line.write(second, 0, second.length);
        assertRefused("spk: device no longer accepts audio", () -> line.write(second, 0, 1));
    }

    @Test
    void failsOnWriteAfterSpeakerDisconnects() throws Exception {
        PulseOutputLine line = output();
        line.write(new float[1000], 0, 1000);
        server.tell(PulseCommand.PLAYBACK_STREAM_KILLED, FakeSoundServer.STREAM);
        await(() -> line.queuedInstants() == 0);
        assertRefused("spk: device disconnected", () -> line.write(new float[1], 0, 1));
    }

    @Test
    void allocatesNothingPerReadOrWrite() throws Throwable {
        PulseOutputLine speaker = output();
        float[] burst = new float[240];
        long written = perRound(() -> answered(speaker, burst));
        assertEquals(0, written, "bytes for each write");
        try (FakeSoundServer other =
                        new FakeSoundServer(Files.createDirectory(folder.resolve("2")));
                PulseConnection second = PulseConnection.open(other.address)) {
            PulseInputLine line =
                    new PulseInputLine(second, "mic", "mic", SOFTWARE, 1, 5, moves::add);
            Thread recorder = new Thread(() -> recordForEver(other));
            recorder.setDaemon(true);
            recorder.start();
            assertEquals(0, perRound(() -> line.read(burst, 0, 1)), "bytes for each read");
        }
    }

    private void answered(PulseOutputLine line, float[] burst) throws IOException {
        line.write(burst, 0, 1);
        line.flush();
        line.queuedInstants();
    }

    private static void recordForEver(FakeSoundServer server) {
        try {
            while (true) {
                server.record(1);
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private static long perRound(Executable round) throws Throwable {
        for (int i = 0; i < 2000; i++) {
            round.execute();
        }
        return Allocation.leastOf(
                50,
                () -> {
                    for (int i = 0; i < 100; i++) {
                        round.execute();
                    }
                });
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(Condition condition) throws Exception {
        for (int i = 0; i < 2000 && !condition.holds(); i++) {
            Thread.sleep(5);
        }
        assertTrue(condition.holds());
    }
}
