package quietline.streaming.live.device;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.Line;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.SourceDataLine;
import javax.sound.sampled.TargetDataLine;
import quietline.streaming.io.AudioException;
import quietline.streaming.io.SampleEncoding;
import quietline.streaming.live.device.Device.Direction;

/** What Java Sound has to record from and to play on: its mixers, and the formats they take. */
final class JavaSoundDevices {

    static final String SYSTEM = "Java Sound";

    /** Hardware that takes several is best left at its usual one. */
    private static final int[] RATES = {48_000, 44_100, 96_000, 32_000, 16_000, 8_000};

    private static final int[] CHANNELS = {1, 2};

    private JavaSoundDevices() {}

    static List<Device> list(Direction direction, boolean withDefault) {
        List<Device> devices = new ArrayList<>();
        for (Mixer.Info info : AudioSystem.getMixerInfo()) {
            List<AudioFormat> formats = formats(AudioSystem.getMixer(info), direction);
            if (!formats.isEmpty()) {
                boolean first = withDefault && devices.isEmpty();
                devices.add(device(direction, info, formats, first));
            }
        }
        return devices;
    }

    private static Device device(
            Direction direction, Mixer.Info info, List<AudioFormat> formats, boolean isDefault) {
        int rate = (int) formats.stream().mapToDouble(AudioFormat::getSampleRate).max().orElse(0);
        int bits = formats.stream().mapToInt(AudioFormat::getSampleSizeInBits).max().orElse(0);
        int channels = formats.stream().mapToInt(AudioFormat::getChannels).max().orElse(0);
        return new Device(
                direction,
                SYSTEM,
                info.getName(),
                info.getName(),
                Math.max(0, rate),
                Math.max(0, channels),
                bits + "-bit",
                isDefault,
                false);
    }

    /** What the mixer's lines of this direction say they take, as far as we can, too. */
    private static List<AudioFormat> formats(Mixer mixer, Direction direction) {
        Line.Info[] lines =
                direction == Direction.INPUT
                        ? mixer.getTargetLineInfo()
                        : mixer.getSourceLineInfo();
        return Arrays.stream(lines)
                .filter(line -> lineClass(direction).isAssignableFrom(line.getLineClass()))
                .filter(DataLine.Info.class::isInstance)
                .flatMap(line -> Arrays.stream(((DataLine.Info) line).getFormats()))
                .filter(format -> !format.isBigEndian() && encoding(format) != null)
                .toList();
    }

    private static Class<? extends DataLine> lineClass(Direction direction) {
        return direction == Direction.INPUT ? TargetDataLine.class : SourceDataLine.class;
    }

    /** Ours for the format's, or null. */
    static SampleEncoding encoding(AudioFormat format) {
        boolean whole = format.getEncoding().equals(Encoding.PCM_SIGNED);
        return switch (format.getSampleSizeInBits()) {
            case 16 -> whole ? SampleEncoding.PCM16 : null;
            case 24 -> whole && format.getFrameSize() % 3 == 0 ? SampleEncoding.PCM24 : null;
            case 32 ->
                    whole
                            ? SampleEncoding.PCM32
                            : format.getEncoding().equals(Encoding.PCM_FLOAT)
                                    ? SampleEncoding.FLOAT32
                                    : null;
            default -> null;
        };
    }

    /** The mixer of this name; null, Java's default one, for no name. */
    static Mixer mixer(Direction direction, String name) throws IOException {
        for (Mixer.Info info : AudioSystem.getMixerInfo()) {
            Mixer mixer = AudioSystem.getMixer(info);
            boolean called = name == null || name.equals(info.getName());
            if (called && !formats(mixer, direction).isEmpty()) {
                return mixer;
            }
        }
        throw name == null
                ? new IOException("this machine has no " + direction)
                : new AudioException(name, "the device is not there now");
    }

    /**
     * Formats to try, best first: what the mixer says it takes, completed where it leaves the rate
     * or the channels open; its own deepest samples, for microphones are recorded far below full
     * scale.
     */
    static List<AudioFormat> candidates(Mixer mixer, Direction direction) {
        List<AudioFormat> candidates = new ArrayList<>();
        List<AudioFormat> formats = new ArrayList<>(formats(mixer, direction));
        formats.sort(Comparator.comparingInt(AudioFormat::getSampleSizeInBits).reversed());
        for (int rate : RATES) {
            for (int channels : CHANNELS) {
                for (AudioFormat format : formats) {
                    if (allows(format.getSampleRate(), rate)
                            && allows(format.getChannels(), channels)) {
                        candidates.add(complete(format, rate, channels));
                    }
                }
            }
        }
        formats.stream()
                .filter(format -> format.getSampleRate() > 0 && format.getChannels() > 0)
                .forEach(candidates::add);
        return candidates.stream().filter(format -> encoding(format) != null).toList();
    }

    private static boolean allows(double offered, int wanted) {
        return offered == AudioSystem.NOT_SPECIFIED || offered == wanted;
    }

    private static AudioFormat complete(AudioFormat format, int rate, int channels) {
        int bits = format.getSampleSizeInBits();
        return new AudioFormat(
                format.getEncoding(), rate, bits, channels, channels * bits / 8, rate, false);
    }
}
