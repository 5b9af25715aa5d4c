package quietline.streaming.live.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class VirtualSpeakerTest {

    private static final String LOADED =
            "module-null-sink sink_name=quietline_speaker rate=48000 channels=1 channel_map=mono"
                    + " sink_properties=\"device.description='Clean' quietline.owner='%s'\""
                    + " norewinds=1";

    @TempDir private Path folder;

    @Test
    void isSinkWhoseMonitorIsRecorded() throws IOException {
        try (FakeSoundServer fake = new FakeSoundServer(folder)) {
            VirtualSpeaker speaker =
                    new VirtualSpeaker(
                            "Clean",
                            1,
                            5,
                            Duration.ofSeconds(20),
                            () -> PulseServer.open(fake.address));
            assertEquals(1, speaker.open().channels());
            assertTrue(fake.openedOn.contains("made"));
            String mark = "quietline_owner_" + ModuleOwner.self();
            assertEquals(List.of(LOADED.formatted(mark)), List.copyOf(fake.loaded));
            speaker.close();
            assertEquals(List.of(41), fake.unloaded);
        }
    }

    @Test
    void isAbandonedOnceItsProcessHasEnded() {
        String here = "quietline_owner_" + ModuleOwner.machine() + "_";
        assertTrue(ModuleOwner.isAbandoned(LOADED.formatted(here + "999999999999")));
        long living = ProcessHandle.current().parent().orElseThrow().pid();
        String other = "quietline_owner_00000000_" + living;
        assertFalse(ModuleOwner.isAbandoned(LOADED.formatted(other)));
    }
}
