package quietline.streaming.live.device;

/**
 * A microphone or speaker that was present when devices were listed.
 *
 * @param system {@code PulseAudio} (also for PipeWire) or {@code Java Sound}
 * @param name the system's name of the device
 * @param description the name to show; may be the same
 * @param sampleRate its sample rate, or 0 if it supports several or does not say
 * @param channels its number of channels, or 0 likewise
 * @param samples its sample format in words
 * @param isDefault whether it is the system's default
 * @param isMonitor whether it is the monitor of a speaker rather than a microphone
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

    /** Recording or playback. */
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

    /** The prefix of our virtual microphones' names. */
    static final String OWN_SOURCE = "quietline_microphone";

    /** Whether this is the virtual microphone of some session. */
    boolean isOwnSource() {
        return name.startsWith(OWN_SOURCE);
    }

    /** The name in lists and events. */
    public String label() {
        return description.equals(name) ? name : description + " (" + name + ")";
    }
}
