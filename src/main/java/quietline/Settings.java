package quietline;

/**
 * Which settings of a stream are possible. Not where they are used: Java makes the texts of a class
 * when it first optimizes one of its methods, in whatever thread runs it then, and that should be
 * none that has sound to care for.
 */
final class Settings {

    private Settings() {}

    static float strength(float strength) {
        if (!(strength >= 0 && strength <= 1)) {
            throw new IllegalArgumentException(
                    "the strength lies between 0 and 1, it cannot be " + strength);
        }
        return strength;
    }

    /** The least that is kept of a magnitude if no more than so many decibels may be taken. */
    static float floor(double decibels) {
        if (!(decibels >= 0)) {
            throw new IllegalArgumentException(
                    "the greatest attenuation is 0 dB or more, it cannot be " + decibels);
        }
        return (float) Math.pow(10, -decibels / 20);
    }
}
