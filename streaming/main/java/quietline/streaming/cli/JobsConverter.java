package quietline.streaming.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Parses a number of parallel jobs. */
final class JobsConverter implements ITypeConverter<Integer> {

    private static final int MOST = 1024;

    @Override
    public Integer convert(String text) {
        try {
            int jobs = Integer.parseInt(text);
            if (jobs >= 1 && jobs <= MOST) {
                return jobs;
            }
        } catch (NumberFormatException e) {
            // Refused below.
        }
        throw new TypeConversionException(
                "must be between 1 and %d, got '%s'".formatted(MOST, text));
    }
}
