package quietline.streaming.live.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static quietline.streaming.io.Refusals.assertRefused;

import java.util.List;
import org.junit.jupiter.api.Test;
import quietline.streaming.io.AudioException;
import quietline.streaming.live.LatencyPolicy;
import quietline.streaming.live.device.Device.Direction;

class DevicesTest {

    private static final Device BUILT_IN = input("PulseAudio", "alsa.1", "Built-in", false);
    private static final Device HEADSET = input("PulseAudio", "usb.2", "Headset", false);
    private static final Device HEARD = input("PulseAudio", "usb.2.m", "Monitor of Headset", true);
    private static final Device JAVA = input("Java Sound", "Headset [hw]", "Headset [hw]", false);
    private static final Device SPARE = input("PulseAudio", "usb.3", "Headset 2", false);

    private static Device input(String system, String name, String words, boolean monitor) {
        return device(Direction.INPUT, system, name, words, false, monitor, "");
    }

    private static Device device(
            Direction direction,
            String system,
            String name,
            String words,
            boolean isDefault,
            boolean monitor,
            String hardware) {
        return new Device(
                direction, system, name, words, 48_000, 2, "16-bit", isDefault, monitor, hardware);
    }

    private static Devices with(Device... inputs) {
        return new Devices(List.of(inputs), List.of(), null);
    }

    @Test
    void choosesByNumberNameOrDescription() throws AudioException {
        Devices devices = with(BUILT_IN, HEADSET, HEARD, JAVA);
        assertSame(HEADSET, devices.choose(Direction.INPUT, "2"));
        assertSame(BUILT_IN, devices.choose(Direction.INPUT, "BUILT"));
        assertSame(BUILT_IN, devices.choose(Direction.INPUT, "alsa"));
        assertEquals(2, devices.number(HEADSET));
    }

    @Test
    void saysWhyServerDoesNotAnswer() {
        PulseServer.Opener failing =
                () -> {
                    throw new AudioException("/there", "no sound server is listening");
                };
        assertEquals("/there: no sound server is listening", Devices.find(failing, true).failure());
        assertNull(Devices.find(failing, false).failure(), "nobody has named a server");
    }

    @Test
    void prefersMicrophonesAndSoundServer() throws AudioException {
        Devices devices = with(HEARD, JAVA, HEADSET);
        assertSame(HEADSET, devices.choose(Direction.INPUT, "headset"));
        assertSame(HEARD, devices.choose(Direction.INPUT, "monitor"));
        assertSame(JAVA, devices.choose(Direction.INPUT, "[hw]"));
    }

    @Test
    void prefersExactName() throws AudioException {
        assertSame(HEADSET, with(SPARE, HEADSET).choose(Direction.INPUT, "headset"));
    }

    @Test
    void listsCandidatesIfAmbiguousOrUnknown() {
        Devices devices = with(BUILT_IN, HEADSET, SPARE);
        assertRefused(
                "input 'usb': is ambiguous: 2 Headset (usb.2), 3 Headset 2 (usb.3)",
                () -> devices.choose(Direction.INPUT, "usb"));
        assertRefused(
                "input '9': no such device; available: 1 Built-in (alsa.1), 2 Headset (usb.2),"
                        + " 3 Headset 2 (usb.3)",
                () -> devices.choose(Direction.INPUT, "9"));
        assertRefused(
                "output 'x': no such device; available: none",
                () -> devices.choose(Direction.OUTPUT, "x"));
    }

    private static Device chosen(Device device) {
        return device(
                Direction.INPUT,
                device.system(),
                device.name(),
                device.description(),
                true,
                device.isMonitor(),
                "");
    }

    /** Otherwise a session would hear itself. */
    @Test
    void neverTakesMonitorsOrVirtualMicrophonesByDefault() {
        Device made = input("PulseAudio", "quietline_microphone.2", "Clean", false);
        assertSame(HEADSET, with(HEARD, made, HEADSET).defaultMicrophone());
        assertSame(HEADSET, with(chosen(HEARD), chosen(made), HEADSET).defaultMicrophone());
        assertNull(with(chosen(made), chosen(HEARD)).defaultMicrophone());
        Device wanted = chosen(SPARE);
        assertSame(wanted, with(HEADSET, wanted).defaultMicrophone());
    }

    @Test
    void warnsOfHowlingWithinOneDevice() {
        Device speaker = device(Direction.OUTPUT, "PulseAudio", "spk", "Speaker", true, false, "1");
        Device same = device(Direction.INPUT, "PulseAudio", "mic", "Mic", true, false, "1");
        Device other = device(Direction.INPUT, "PulseAudio", "usb", "Mic 2", false, false, "2");
        Device heard = device(Direction.INPUT, "PulseAudio", "spk.monitor", "Mon", false, true, "");
        Devices devices = new Devices(List.of(same, other, heard), List.of(speaker), null);
        assertTrue(devices.mayHowl(null));
        assertTrue(devices.mayHowl(same));
        assertFalse(devices.mayHowl(other));
        assertTrue(devices.mayHowl(heard));
    }

    @Test
    void derivesBlockSizesFromLatency() {
        assertEquals(4, Devices.blockMillis(LatencyPolicy.LOW));
        assertEquals(16, Devices.blockMillis(LatencyPolicy.SAFE));
        assertEquals(4, Devices.blockMillis(new LatencyPolicy(128)));
        assertEquals(8, Devices.inputMillis(LatencyPolicy.LOW));
        assertEquals(16, Devices.inputMillis(LatencyPolicy.NORMAL));
        assertEquals(32, Devices.inputMillis(LatencyPolicy.SAFE));
        assertEquals(8, Devices.inputMillis(new LatencyPolicy(128)));
        assertEquals(32, Devices.inputMillis(new LatencyPolicy(4000)));
    }
}
