package quietline.streaming.io;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * Reads AIFF and AU. Java Sound parses the header; the samples are decoded here, because Java Sound
 * does not convert to float.
 */
final class JavaSoundRecording implements Recording {

    private final String name;
    private final Container container;
    private final InputStream in;
    private final WavFormat format;
    private final PcmStream sound;
    private boolean ended;

    /** Owns the stream unless an exception is thrown. */
    JavaSoundRecording(InputStream in, String name, Container container) throws IOException {
        this.name = name;
        this.container = container;
        // Java Sound leaves it at the first sample; its own stream ends where a pipe pauses.
        this.in = new BufferedInputStream(in);
        AudioInputStream header = open(this.in, name, container);
        AudioFormat heard = header.getFormat();
        SampleLayout layout = layout(heard);
        if (layout == null) {
            throw new UnknownEncodingException(
                    name, "unsupported %s encoding".formatted(container.words()));
        }
        format =
                WavFormat.checked(
                        layout.encoding(),
                        heard.getChannels(),
                        Math.round((double) heard.getSampleRate()),
                        name);
        // Programs that cannot know the length write 0 into an AIFF.
        long stated = header.getFrameLength();
        sound = new PcmStream(this.in, name, layout, format, stated == 0 ? -1 : stated);
    }

    private static AudioInputStream open(InputStream in, String name, Container container)
            throws IOException {
        String kind = container.words();
        try {
            return AudioSystem.getAudioInputStream(in);
        } catch (UnsupportedAudioFileException e) {
            throw new UnknownEncodingException(name, "unsupported kind of %s".formatted(kind));
        } catch (IOException | RuntimeException e) {
            throw new AudioException(name, "broken %s header".formatted(kind));
        }
    }

    /** Returns null if no encoding matches. */
    private static SampleLayout layout(AudioFormat heard) {
        int channels = heard.getChannels();
        int bytes = channels < 1 ? 0 : heard.getFrameSize() / channels;
        if (bytes < 1 || heard.getFrameSize() != channels * bytes) {
            return null;
        }
        boolean signed = !heard.getEncoding().equals(AudioFormat.Encoding.PCM_UNSIGNED);
        int tag = tag(heard.getEncoding());
        for (SampleEncoding encoding : SampleEncoding.values()) {
            boolean same = encoding.tag() == tag && encoding.byteCount() == bytes;
            if (same && (signed || encoding == SampleEncoding.PCM8)) {
                return new SampleLayout(encoding, heard.isBigEndian(), signed);
            }
        }
        return null;
    }

    private static int tag(AudioFormat.Encoding encoding) {
        if (encoding.equals(AudioFormat.Encoding.PCM_FLOAT)) {
            return WavTag.FLOAT;
        }
        if (encoding.equals(AudioFormat.Encoding.ALAW)) {
            return WavTag.ALAW;
        }
        return encoding.equals(AudioFormat.Encoding.ULAW) ? WavTag.MULAW : WavTag.INTEGER;
    }

    @Override
    public int read(float[] into, int offset, int count) throws IOException {
        int samples = sound.read(into, offset, count);
        ended |= samples < 0;
        return samples;
    }

    @Override
    public WavFormat format() {
        return format;
    }

    @Override
    public long promisedInstants() {
        return sound.promisedInstants();
    }

    @Override
    public Optional<String> warning() {
        return ended && sound.truncated()
                ? Optional.of(name + ": " + sound.shortfall())
                : Optional.empty();
    }

    @Override
    public String container() {
        return container.words();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
