package quietline.streaming.cli;

import java.io.IOException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import quietline.streaming.io.RawFormat;

/** Parses the format of raw samples. */
final class RawFormatConverter implements ITypeConverter<RawFormat> {

    @Override
    public RawFormat convert(String text) {
        try {
            return RawFormat.parse(text);
        } catch (IOException | IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
