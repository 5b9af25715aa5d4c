package quietline.streaming.cli;

import java.io.IOException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import quietline.streaming.io.RawFormat;

/** Reads what bare samples look like. */
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
