package quietline.streaming.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import quietline.streaming.batch.OutputNames;
import quietline.streaming.io.RawFormat;
import quietline.streaming.io.SampleLayout;
import quietline.streaming.io.SoundFormat;
import quietline.streaming.live.LatencyPolicy;
import quietline.streaming.profile.Limits;

/** Parses an option's value. The message of an exception says what was expected and found. */
abstract class OptionParser<T> implements ITypeConverter<T> {

    abstract T parse(String text) throws IOException;

    @Override
    public final T convert(String text) {
        try {
            return parse(text);
        } catch (IOException | IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** Parses a number; returns NaN for any other text. */
    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** Parses a whole number; returns -1 for any other text. */
    private static int integer(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static void check(boolean valid, String expected, String text) {
        if (!valid) {
            throw new IllegalArgumentException("must be %s, got '%s'".formatted(expected, text));
        }
    }

    /** The value of a flag in settings. */
    static final class Flag extends OptionParser<Boolean> {
        @Override
        Boolean parse(String text) {
            check(text.matches("(?i)true|false"), "true or false", text);
            return Boolean.valueOf(text);
        }
    }

    /** A number of parallel jobs. */
    static final class Jobs extends OptionParser<Integer> {
        @Override
        Integer parse(String text) {
            int jobs = integer(text);
            check(jobs >= 1 && jobs <= 1024, "between 1 and 1024", text);
            return jobs;
        }
    }

    /** A strength: 0 to 1, or 0% to 100%. */
    static final class Strength extends OptionParser<Float> {
        @Override
        Float parse(String text) {
            boolean percent = text.endsWith("%");
            double strength = number(text.replaceFirst("%$", "")) / (percent ? 100 : 1);
            if (strength >= 0 && strength <= 1) {
                return (float) strength;
            }
            boolean meantPercent = !percent && strength > 1 && strength <= 100;
            throw new IllegalArgumentException(
                    "must be between 0 and 1 or 0%% and 100%%, got '%s'%s"
                            .formatted(text, meantPercent ? ": did you mean " + text + "%?" : ""));
        }
    }

    /** Decibels of 0 or more. */
    static final class Decibels extends OptionParser<Double> {
        @Override
        Double parse(String text) {
            double decibels = number(text.replaceFirst("(?i)\\s*dB$", ""));
            check(decibels >= 0, "0 or more decibels", text);
            return decibels;
        }
    }

    /** A sample rate such as 44100 or 48k. */
    static final class Rate extends OptionParser<Integer> {
        @Override
        Integer parse(String text) {
            String hertz = text.toLowerCase(Locale.ROOT).replaceFirst("\\s*hz$", "");
            double rate = number(hertz.replaceFirst("k$", "")) * (hertz.endsWith("k") ? 1000 : 1);
            boolean valid = rate >= 8000 && rate <= 192_000 && rate % 1 == 0;
            check(valid, "a sample rate between 8000 and 192000 Hz", text);
            return (int) rate;
        }
    }

    /** A number of samples to buffer. */
    static final class Buffer extends OptionParser<LatencyPolicy> {
        @Override
        LatencyPolicy parse(String text) {
            int samples = integer(text);
            check(samples >= 0, "a number of samples", text);
            return new LatencyPolicy(samples);
        }
    }

    /** A duration such as 10s or 500ms, in nanoseconds. */
    static final class Time extends OptionParser<Long> {
        @Override
        Long parse(String text) {
            double seconds = DurationText.parse(text);
            check(seconds >= 0, "a duration such as 10s or 500ms", text);
            return Math.round(1e9 * seconds);
        }
    }

    /** A time in a recording such as 90s or 1:30, in seconds. */
    static final class Position extends OptionParser<Double> {
        @Override
        Double parse(String text) {
            double seconds = DurationText.parse(text);
            check(seconds >= 0, "a time such as 90s or 1:30", text);
            return seconds;
        }
    }

    /** A part of the name of a file. */
    static final class NamePart extends OptionParser<String> {
        @Override
        String parse(String text) {
            check(!text.matches("(?s).*[/\\\\\0].*"), "a part of a file's name", text);
            return text;
        }
    }

    /** A format to write, by its extension, or "same". */
    static final class Format extends OptionParser<String> {
        @Override
        String parse(String text) {
            String name = text.toLowerCase(Locale.ROOT).replaceFirst("^\\.", "");
            boolean known =
                    name.equals(OutputNames.SAME)
                            || name.matches("[a-z0-9]+")
                                    && SoundFormat.of(Path.of("x." + name)).isPresent();
            check(known, "same, or one of " + SoundFormat.EXTENSIONS.replace(".", ""), text);
            return name;
        }
    }

    /** Limits such as p99=2ms,max=8ms,misses=0. */
    static final class FigureLimits extends OptionParser<Limits> {
        @Override
        Limits parse(String text) {
            return new Limits(text);
        }
    }

    /** An encoding of raw samples such as s16le. */
    static final class RawEncoding extends OptionParser<SampleLayout> {
        @Override
        SampleLayout parse(String text) throws IOException {
            return RawFormat.parseEncoding(text);
        }
    }

    /** A format of raw samples such as s16le:16000:1. */
    static final class Raw extends OptionParser<RawFormat> {
        @Override
        RawFormat parse(String text) throws IOException {
            return RawFormat.parse(text);
        }
    }
}
