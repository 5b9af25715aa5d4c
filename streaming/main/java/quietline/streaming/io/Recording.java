package quietline.streaming.io;

import java.util.List;
import java.util.Optional;

/** An audio source with an end: a recording in any format that can be read. */
public interface Recording extends AudioSource {

    /** The WAV format that keeps the recording's quality; PCM for compressed recordings. */
    WavFormat format();

    @Override
    default int sampleRate() {
        return format().sampleRate();
    }

    @Override
    default int channels() {
        return format().channels();
    }

    /** The length in instants that the header states; −1 if unknown. */
    default long promisedInstants() {
        return -1;
    }

    /** An estimated length for progress and the choice of kernels, in instants; −1 if unknown. */
    default long expectedInstants() {
        return promisedInstants();
    }

    /** After the end: one line about anything wrong in the file. */
    default Optional<String> warning() {
        return Optional.empty();
    }

    /**
     * The metadata chunks, unchanged. Until the end is reached, only those that precede the audio.
     */
    default List<WavChunk> metadata() {
        return List.of();
    }

    /** The format in words: "WAV", "AIFF", "FLAC through ffmpeg". */
    String container();
}
