package quietline.streaming.io;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The format of raw samples without a header: encoding, sample rate and number of channels. */
public final class RawFormat {

    private static final Map<String, SampleLayout> LAYOUTS = new LinkedHashMap<>();

    static {
        LAYOUTS.put("u8", SampleLayout.littleEndian(SampleEncoding.PCM8));
        LAYOUTS.put("s8", new SampleLayout(SampleEncoding.PCM8, false, true));
        both("s16", SampleEncoding.PCM16);
        both("s24", SampleEncoding.PCM24);
        both("s32", SampleEncoding.PCM32);
        both("f32", SampleEncoding.FLOAT32);
        both("f64", SampleEncoding.FLOAT64);
        LAYOUTS.put("alaw", SampleLayout.littleEndian(SampleEncoding.ALAW));
        LAYOUTS.put("mulaw", SampleLayout.littleEndian(SampleEncoding.MULAW));
    }

    private final SampleLayout layout;
    private final WavFormat format;

    private RawFormat(SampleLayout layout, WavFormat format) {
        this.layout = layout;
        this.format = format;
    }

    @Override
    public String toString() {
        return layout + " " + format;
    }

    private static void both(String name, SampleEncoding encoding) {
        LAYOUTS.put(name + "le", new SampleLayout(encoding, false, false));
        LAYOUTS.put(name + "be", new SampleLayout(encoding, true, false));
    }

    /** Parses {@code ENCODING:RATE:CHANNELS}, such as {@code s16le:16000:1}. */
    public static RawFormat parse(String argument) throws AudioException {
        String text = printable(argument);
        String[] parts = text.split(":", 4);
        SampleLayout layout = named(parts[0]);
        if (layout == null) {
            throw new AudioException(
                    text,
                    "unknown encoding, expected ENCODING:RATE:CHANNELS with ENCODING one of "
                            + String.join(", ", LAYOUTS.keySet()));
        }
        if (parts.length != 3) {
            throw new AudioException(
                    text, "expected ENCODING:RATE:CHANNELS, such as s16le:16000:1");
        }
        long rate = number(text, parts[1], "rate");
        long channels = number(text, parts[2], "number of channels");
        return new RawFormat(layout, WavFormat.checked(layout.encoding(), channels, rate, text));
    }

    /** Parses {@code ENCODING} alone, such as {@code s16le}. */
    public static SampleLayout parseEncoding(String argument) throws AudioException {
        SampleLayout layout = named(argument);
        if (layout == null) {
            throw new AudioException(
                    printable(argument),
                    "unknown encoding, expected one of " + String.join(", ", LAYOUTS.keySet()));
        }
        return layout;
    }

    private static SampleLayout named(String encoding) {
        return LAYOUTS.get(encoding.toLowerCase(Locale.ROOT));
    }

    /** Messages contain the text, and must not control a terminal. */
    private static String printable(String argument) {
        return argument.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "?");
    }

    private static long number(String text, String part, String what) throws AudioException {
        try {
            return Integer.parseInt(part);
        } catch (NumberFormatException e) {
            throw new AudioException(text, "invalid %s '%s'".formatted(what, part));
        }
    }

    public SampleLayout layout() {
        return layout;
    }

    /** The equivalent WAV format. */
    public WavFormat format() {
        return format;
    }
}
