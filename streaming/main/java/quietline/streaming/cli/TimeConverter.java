package quietline.streaming.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import quietline.streaming.profile.Limits;

/** Parses a duration such as 10s or 500ms, in nanoseconds. */
final class TimeConverter implements ITypeConverter<Long> {

    @Override
    public Long convert(String text) {
        try {
            return Limits.parseTime(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
