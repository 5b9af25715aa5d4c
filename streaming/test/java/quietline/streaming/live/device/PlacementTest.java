package quietline.streaming.live.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import quietline.streaming.live.device.Device.Direction;

/** Moves a stream between the microphones "mic", the server's default, "usb" and "line". */
@Timeout(30)
class PlacementTest {

    @TempDir private Path folder;
    private FakeSoundServer fake;
    private PulseServer server;

    @BeforeEach
    void connect() throws IOException {
        fake = new FakeSoundServer(folder);
        fake.microphones.addAll(List.of("usb", "line", "quietline_microphone"));
        PulseSettings none = new PulseSettings(null, null, null, List.of());
        server = PulseServer.open(fake.address, none);
    }

    @AfterEach
    void disconnect() throws IOException {
        server.close();
        fake.close();
    }

    /** Opens a stream and returns the name it was opened by. */
    private String open(Placement placement) throws IOException {
        String next = placement.next(server);
        placement.opened(next == null ? fake.defaultMicrophone : next);
        return next;
    }

    private String afterMove(Placement placement, String to) throws IOException {
        placement.moved(to);
        return open(placement);
    }

    @Test
    void staysWhereUserMovesIt() throws IOException {
        for (String wanted : new String[] {null, "usb"}) {
            Placement placement = new Placement(Direction.INPUT, wanted);
            assertEquals(wanted, open(placement));
            assertEquals("line", afterMove(placement, "line"));
            assertEquals("line", open(placement), "after a reconnect");
            assertEquals(wanted, afterMove(placement, wanted == null ? "mic" : wanted));
        }
    }

    @Test
    void returnsWhenThatDeviceDisappears() throws IOException {
        Placement placement = new Placement(Direction.INPUT, "usb");
        open(placement);
        assertEquals("line", afterMove(placement, "line"));
        fake.microphones.remove("line");
        assertEquals("usb", afterMove(placement, "mic"), "the server's rescue is no choice");
        fake.microphones.remove("usb");
        assertEquals("usb", afterMove(placement, "mic"), "waits for the wanted device");
    }

    @Test
    void followsNewDefaultOnlyWithoutWish() throws IOException {
        Placement byDefault = new Placement(Direction.INPUT, null);
        Placement wished = new Placement(Direction.INPUT, "line");
        Placement moved = new Placement(Direction.INPUT, null);
        open(byDefault);
        open(wished);
        open(moved);
        assertEquals("line", afterMove(moved, "line"));
        fake.defaultMicrophone = "usb";
        assertNull(afterMove(byDefault, "usb"));
        assertEquals("line", afterMove(wished, "usb"));
        assertEquals("line", afterMove(moved, "usb"));
        assertEquals("usb", afterMove(wished, "usb"), "now it is no new default");
    }

    @Test
    void findsRealSpeakerWhenOursIsDefault() throws IOException {
        fake.speakers.addAll(0, List.of("hdmi", "quietline_speaker"));
        Placement placement = new Placement(Direction.OUTPUT, null);
        assertNull(placement.next(server));
        placement.opened("spk");
        fake.defaultSpeaker = "quietline_speaker";
        placement.moved("quietline_speaker");
        assertEquals("spk", placement.next(server), "the one that was the default");
        assertEquals("hdmi", new Placement(Direction.OUTPUT, null).next(server));
    }

    @Test
    void saysThatTheLastSpeakerHasGone() throws IOException {
        Placement placement = new Placement(Direction.OUTPUT, null);
        placement.opened("spk");
        fake.defaultSpeaker = null;
        fake.speakers.clear();
        IOException none = assertThrows(IOException.class, () -> placement.next(server));
        assertEquals("no speaker is connected", none.getMessage());
    }

    @Test
    void asksOnlyForDefaultAndDevices() throws IOException {
        fake.commands.clear();
        assertNull(new Placement(Direction.INPUT, null).next(server));
        assertEquals(
                List.of(PulseCommand.GET_SERVER_INFO, PulseCommand.GET_SOURCE_INFO_LIST),
                fake.commands);
    }

    @Test
    void neverHearsItself() throws IOException {
        Placement placement = new Placement(Direction.INPUT, null);
        open(placement);
        assertNull(afterMove(placement, "quietline_microphone"));
        fake.defaultMicrophone = "quietline_microphone";
        assertEquals("mic", open(placement));
    }
}
