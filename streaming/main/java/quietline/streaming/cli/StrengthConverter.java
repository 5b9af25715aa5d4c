package quietline.streaming.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Parses a strength: 0 to 1, or 0% to 100%. */
final class StrengthConverter implements ITypeConverter<Float> {

    @Override
    public Float convert(String text) {
        boolean percent = text.endsWith("%");
        String number = percent ? text.substring(0, text.length() - 1) : text;
        float strength;
        try {
            strength = Float.parseFloat(number) / (percent ? 100 : 1);
        } catch (NumberFormatException e) {
            throw refusal(text, "");
        }
        if (strength >= 0 && strength <= 1) {
            return strength;
        }
        boolean meantPercent = !percent && strength > 1 && strength <= 100;
        throw refusal(text, meantPercent ? ": did you mean " + text + "%?" : "");
    }

    private static TypeConversionException refusal(String text, String guess) {
        return new TypeConversionException(
                "must be between 0 and 1 or 0%% and 100%%, got '%s'%s".formatted(text, guess));
    }
}
