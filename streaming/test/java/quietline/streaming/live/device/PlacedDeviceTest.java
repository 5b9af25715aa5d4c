package quietline.streaming.live.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import quietline.streaming.live.device.Device.Direction;

/** Opens the default microphone, "mic". */
@Timeout(30)
class PlacedDeviceTest {

    @TempDir private Path folder;
    private FakeSoundServer fake;
    private PlacedDevice device;

    @BeforeEach
    void start() throws IOException {
        fake = new FakeSoundServer(folder);
        PulseSettings none = new PulseSettings(null, null, null, List.of());
        device =
                new PlacedDevice(
                        () -> PulseServer.open(fake.address, none), null, Direction.INPUT, "none");
    }

    @AfterEach
    void stop() throws IOException {
        fake.close();
    }

    private PulseInputLine open() throws IOException {
        return device.open(1, 8, PulseInputLine::open, PulseInputLine::device);
    }

    /** A program that begins to record waits for these answers, one after the other. */
    @Test
    void asksLittleOnOneConnection() throws IOException {
        open().close();
        assertEquals(
                List.of(
                        PulseCommand.AUTHENTICATE,
                        PulseCommand.SET_CLIENT_NAME,
                        PulseCommand.GET_SERVER_INFO,
                        PulseCommand.GET_SOURCE_INFO_LIST,
                        PulseCommand.GET_SOURCE_INFO,
                        PulseCommand.CREATE_RECORD_STREAM),
                fake.commands);
    }

    @Test
    void opensByNameWhereServerRemembersStream() throws IOException {
        fake.placedOn = "usb";
        try (PulseInputLine line = open()) {
            assertEquals("usb", line.device());
            assertEquals("Microphone", line.deviceName());
        }
        assertEquals(List.of("null", "usb"), fake.openedOn);
    }
}
