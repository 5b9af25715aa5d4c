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
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.SourceDataLine;
import javax.sound.sampled.TargetDataLine;
import quietline.streaming.io.AudioException;
import quietline.streaming.io.SampleEncoding;
import quietline.streaming.live.device.Device.Direction;

/** Lists Java Sound's mixers as devices, with their formats. */
final class JavaSoundDevices {

    static final String SYSTEM = "Java Sound";

    /** Sample rates in order of preference; most hardware runs at 48 kHz. */
    private static final int[] RATES = {48_000, 44_100, 96_000, 32_000, 16_000, 8_000};

    private JavaSoundDevices() {}

    /**
     * @param served whether a sound server runs; then the default is the server's, and Java Sound's
     *     "default" would only be another name for it
     */
    static List<Device> list(Direction direction, boolean served) {
        List<Device> devices = new ArrayList<>();
        for (Mixer.Info info : AudioSystem.getMixerInfo()) {
            List<AudioFormat> formats = formats(AudioSystem.getMixer(info), direction);
            boolean isOther = !served || !info.getName().startsWith("default");
            if (!formats.isEmpty() && isOther) {
                boolean first = !served && devices.isEmpty();
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
                false,
                info.getName());
    }

    /** The formats of the mixer's lines that this program supports, too. */
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

    /** The matching encoding, or null. */
    static SampleEncoding encoding(AudioFormat format) {
        boolean signed = format.getEncoding().equals(Encoding.PCM_SIGNED);
        return switch (format.getSampleSizeInBits()) {
            case 16 -> signed ? SampleEncoding.PCM16 : null;
            case 24 -> signed && format.getFrameSize() % 3 == 0 ? SampleEncoding.PCM24 : null;
            case 32 ->
                    signed
                            ? SampleEncoding.PCM32
                            : format.getEncoding().equals(Encoding.PCM_FLOAT)
                                    ? SampleEncoding.FLOAT32
                                    : null;
            default -> null;
        };
    }

    /** Finds a mixer by name; null for Java's default. */
    static Mixer mixer(Direction direction, String name) throws IOException {
        for (Mixer.Info info : AudioSystem.getMixerInfo()) {
            Mixer mixer = AudioSystem.getMixer(info);
            boolean matches = name == null || name.equals(info.getName());
            if (matches && !formats(mixer, direction).isEmpty()) {
                return mixer;
            }
        }
        throw name == null
                ? new IOException("no " + direction + " device found")
                : new AudioException(name, "device not connected");
    }

    /**
     * Formats to try, best first, with unspecified sample rates or channels filled in. The wanted
     * number of channels comes first at each rate, then the deepest samples, because microphones
     * record far below full scale.
     */
    static List<AudioFormat> candidates(Mixer mixer, Direction direction, int wantedChannels) {
        List<AudioFormat> candidates = new ArrayList<>();
        List<AudioFormat> formats = new ArrayList<>(formats(mixer, direction));
        formats.sort(Comparator.comparingInt(AudioFormat::getSampleSizeInBits).reversed());
        for (int rate : RATES) {
            for (int channels : new int[] {wantedChannels, 1, 2}) {
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

    /**
     * Opens and starts a line of the first format that works.
     *
     * @param mixerName null for Java's default
     * @param name the name in exceptions
     */
    static DataLine open(
            Direction direction, String mixerName, String name, int channels, double bufferMillis)
            throws IOException {
        Mixer mixer = mixer(direction, mixerName);
        String trouble = "supports none of our sample formats";
        for (AudioFormat format : candidates(mixer, direction, channels)) {
            int bytes =
                    (int) (bufferMillis / 1000 * format.getSampleRate()) * format.getFrameSize();
            DataLine line = null;
            try {
                line = (DataLine) mixer.getLine(new DataLine.Info(lineClass(direction), format));
                if (line instanceof TargetDataLine input) {
                    input.open(format, bytes);
                } else {
                    ((SourceDataLine) line).open(format, bytes);
                }
                line.start();
                return line;
            } catch (LineUnavailableException | RuntimeException e) {
                // Java reports busy or disconnected devices by misleading messages such as "format
                // not supported", and some by a RuntimeException.
                trouble = "busy, disconnected or not permitted: " + e.getMessage();
                if (line != null) {
                    line.close();
                }
            }
        }
        throw new AudioException(name, trouble);
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
