package quietline.streaming.live.device;

/**
 * A microphone or a speaker of this machine, present when it was asked for.
 *
 * @param system whose it is: PulseAudio's (PipeWire's too), Java Sound's
 * @param name what the system knows it by
 * @param description for people; may be the same
 * @param sampleRate its own, or 0 if it takes many or does not say
 * @param channels likewise
 * @param samples what they are, for people
 * @param isDefault whether it is what is taken unless another is chosen
 * @param isMonitor whether it is no microphone, but gives what a speaker plays
 */
public record Device(
        Direction direction,
        String system,
        String name,
        String description,
        int sampleRate,
        int channels,
        String samples,
        boolean isDefault,
        boolean isMonitor) {

    /** Which way the sound goes. */
    public enum Direction {
        INPUT("input"),
        OUTPUT("output");

        private final String word;

        Direction(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    /** What the names of a session's virtual microphones begin with. */
    static final String OWN_SOURCE = "quietline_microphone";

    /** Whether another session has made it. */
    boolean isOwnSource() {
        return name.startsWith(OWN_SOURCE);
    }

    /** For people, in lists and events. */
    public String label() {
        return description.equals(name) ? name : description + " (" + name + ")";
    }
}
