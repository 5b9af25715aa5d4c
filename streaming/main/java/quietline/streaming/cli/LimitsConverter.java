package quietline.streaming.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import quietline.streaming.profile.Limits;

/** Parses limits such as p99=2ms,max=8ms,misses=0. */
final class LimitsConverter implements ITypeConverter<Limits> {

    @Override
    public Limits convert(String text) {
        try {
            return new Limits(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
