package quietline.streaming.live.device;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static quietline.streaming.io.Refusals.assertRefused;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.SourceDataLine;
import javax.sound.sampled.TargetDataLine;
import org.junit.jupiter.api.Test;

/** Replaces Java's lines by proxies. */
class JavaSoundLinesTest {

    private static final AudioFormat STEREO_24 = new AudioFormat(48_000, 24, 2, true, false);

    private final List<String> called = new ArrayList<>();
    private byte[] sound = new byte[0];
    private int takes = Integer.MAX_VALUE;
    private boolean open = true;

    private <L extends DataLine> L line(Class<L> type) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> {
                            called.add(method.getName());
                            return switch (method.getName()) {
                                case "getFormat" -> STEREO_24;
                                case "isOpen" -> open;
                                case "getBufferSize" -> 6 * 1024;
                                case "available" -> 6 * 700;
                                case "read" -> read((byte[]) arguments[0]);
                                case "write" -> {
                                    sound = ((byte[]) arguments[0]).clone();
                                    yield Math.min(takes, (int) arguments[2]);
                                }
                                default -> null;
                            };
                        }));
    }

    private int read(byte[] into) {
        System.arraycopy(sound, 0, into, 0, sound.length);
        return sound.length;
    }

    @Test
    void decodesSamples() throws IOException {
        sound = new byte[] {0, 0, 0x40, 0, 0, (byte) 0x80};
        JavaSoundInputLine input = new JavaSoundInputLine(line(TargetDataLine.class), "mic");
        float[] read = new float[4];
        assertEquals(2, input.read(read, 1, 2));
        assertArrayEquals(new float[] {0, 0.5f, -1, 0}, read);
        assertEquals(48_000, input.sampleRate());
        assertEquals(2, input.channels());
        assertEquals(700, input.waitingInstants());
    }

    @Test
    void returnsNothingIfDeadAndFailsIfClosed() throws IOException {
        JavaSoundInputLine input = new JavaSoundInputLine(line(TargetDataLine.class), "mic");
        assertEquals(0, input.read(new float[2], 0, 2));
        open = false;
        assertRefused("mic: device closed", () -> input.read(new float[2], 0, 2));
    }

    @Test
    void encodesSamplesAndKnowsQueue() throws IOException {
        JavaSoundOutputLine output = new JavaSoundOutputLine(line(SourceDataLine.class), "spk");
        output.write(new float[] {9, 0.5f, -2}, 1, 2);
        byte[] expected = {0, 0, 0x40, 0, 0, (byte) 0x80};
        assertArrayEquals(expected, java.util.Arrays.copyOf(sound, 6));
        assertEquals(1024 - 700 - 144, output.queuedInstants());
    }

    @Test
    void failsIfSpeakerAcceptsNothing() {
        takes = 0;
        JavaSoundOutputLine output = new JavaSoundOutputLine(line(SourceDataLine.class), "spk");
        String trouble = "spk: device no longer accepts audio";
        assertRefused(trouble, () -> output.write(new float[2], 0, 2));
    }

    @Test
    void stopsLineBeforeClosing() {
        new JavaSoundInputLine(line(TargetDataLine.class), "mic").close();
        assertTrue(called.indexOf("stop") < called.indexOf("close"));
        assertTrue(called.contains("stop"));
    }
}
