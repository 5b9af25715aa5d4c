package quietline.streaming.io;

import java.util.List;
import java.util.Optional;

/** A source of sound that was recorded, in whatever format, and has an end. */
public interface Recording extends AudioSource {

    /** What to write to keep what was read; for what was compressed, PCM that does it justice. */
    WavFormat format();

    @Override
    default int sampleRate() {
        return format().sampleRate();
    }

    @Override
    default int channels() {
        return format().channels();
    }

    /** How much sound is said to be there; −1 when only the end will tell. */
    long promisedInstants();

    /** About how much sound is there, to show how far one has come; −1 if nothing tells. */
    default long expectedInstants() {
        return promisedInstants();
    }

    /** After the end: what was not as it should be, as one line. */
    Optional<String> warning();

    /**
     * The chunks beside the sound, before and after it, as they were; at the end they are complete,
     * before that they are those that stand before the sound.
     */
    List<WavChunk> metadata();

    /** What it is, for people: "WAV", "AIFF", "FLAC through ffmpeg". */
    String container();

    /** How many of the samples read so far were NaN or infinite; they are passed on as they are. */
    default long nonFinite() {
        return 0;
    }
}
