package quietline.streaming.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The contents of a WAV file's {@code fmt} chunk: tag, channels, sample rate, bytes per second,
 * bytes per instant, bits. With the tag EXTENSIBLE, the real tag is the head of a GUID with a fixed
 * tail.
 *
 * @param speakers the loudspeaker of each channel as a bit mask; 0 if unknown or if the usual order
 *     applies
 */
public record WavFormat(SampleEncoding encoding, int channels, int sampleRate, int speakers) {

    static final int LONGEST = 40;

    private static final int SHORTEST = 16;
    private static final int EXTENSIBLE = 0xfffe;
    private static final byte[] GUID_TAIL = {
        0, 0, 0, 0, 0x10, 0, (byte) 0x80, 0, 0, (byte) 0xaa, 0, 0x38, (byte) 0x9b, 0x71
    };
    private static final int MOST_CHANNELS = 64;
    private static final int HIGHEST_RATE = 768_000;

    public WavFormat(SampleEncoding encoding, int channels, int sampleRate) {
        this(encoding, channels, sampleRate, 0);
    }

    /** The same channels with another encoding and sample rate. */
    public WavFormat with(SampleEncoding encoding, int sampleRate) {
        return new WavFormat(encoding, channels, sampleRate, speakers);
    }

    /** Refuses absurd values, which would exhaust memory. */
    static WavFormat checked(SampleEncoding encoding, long channels, long sampleRate, Object name)
            throws AudioException {
        if (channels < 1 || channels > MOST_CHANNELS) {
            throw new AudioException(
                    name, "has %d channels, expected 1 to %d".formatted(channels, MOST_CHANNELS));
        }
        if (sampleRate < 1 || sampleRate > HIGHEST_RATE) {
            throw new AudioException(
                    name,
                    "has a sample rate of %d Hz, expected 1 to %d"
                            .formatted(sampleRate, HIGHEST_RATE));
        }
        return new WavFormat(encoding, (int) channels, (int) sampleRate);
    }

    /** The bytes of one sample of every channel. */
    int instantBytes() {
        return channels * encoding.byteCount();
    }

    static WavFormat parse(byte[] chunk, ByteOrder order, String name) throws AudioException {
        if (chunk.length < SHORTEST) {
            throw new AudioException(
                    name,
                    "its fmt chunk has %d bytes, expected 16 or more".formatted(chunk.length));
        }
        ByteBuffer fields = ByteBuffer.wrap(chunk).order(order);
        int tag = fields.getShort() & 0xffff;
        int channels = fields.getShort() & 0xffff;
        long sampleRate = fields.getInt() & 0xffffffffL;
        fields.getInt();
        int instantBytes = fields.getShort() & 0xffff;
        int bits = fields.getShort() & 0xffff;
        int speakers = 0;
        if (tag == EXTENSIBLE) {
            tag = extendedTag(chunk, name);
            speakers = fields.getInt(20);
        }
        WavFormat format = checked(encoding(tag, bits, name), channels, sampleRate, name);
        if (instantBytes != format.instantBytes()) {
            throw new AudioException(
                    name,
                    "has a block size of %d bytes, expected %4$d (channels: %2$d, bits: %3$d)"
                            .formatted(instantBytes, channels, bits, format.instantBytes()));
        }
        boolean telling = channels > 2 && Integer.bitCount(speakers) == channels;
        return new WavFormat(format.encoding, channels, format.sampleRate, telling ? speakers : 0);
    }

    private static int extendedTag(byte[] chunk, String name) throws AudioException {
        if (chunk.length < LONGEST
                || !Arrays.equals(chunk, 26, LONGEST, GUID_TAIL, 0, GUID_TAIL.length)) {
            throw new UnknownEncodingException(name, "unknown sub-format of extensible WAV");
        }
        return chunk[24] & 0xff | (chunk[25] & 0xff) << 8;
    }

    private static SampleEncoding encoding(int tag, int bits, String name) throws AudioException {
        int bytes = (bits + 7) / 8;
        for (SampleEncoding encoding : SampleEncoding.values()) {
            if (encoding.tag() == tag && encoding.byteCount() == bytes) {
                return encoding;
            }
        }
        String kind =
                switch (tag) {
                    case WavTag.INTEGER -> "integer";
                    case WavTag.FLOAT -> "float";
                    case 0x02, 0x11 -> "ADPCM";
                    case WavTag.ALAW -> "A-law";
                    case WavTag.MULAW -> "µ-law";
                    case 0x50, 0x55 -> "MPEG";
                    default -> "encoding 0x%04x".formatted(tag);
                };
        throw new UnknownEncodingException(
                name,
                "unsupported encoding: %d-bit %s, expected 8, 16, 24, 32-bit integer or 32, 64-bit float"
                        .formatted(bits, kind));
    }

    /**
     * Encodes the chunk's contents. Uses EXTENSIBLE only to store speakers, because every reader
     * knows the plain tags.
     */
    byte[] toBytes() {
        boolean extensible = speakers != 0;
        int shortest = encoding.linear() ? SHORTEST : SHORTEST + 2;
        ByteBuffer fields =
                ByteBuffer.allocate(extensible ? LONGEST : shortest).order(ByteOrder.LITTLE_ENDIAN);
        fields.putShort((short) (extensible ? EXTENSIBLE : encoding.tag()));
        fields.putShort((short) channels);
        fields.putInt(sampleRate);
        fields.putInt(sampleRate * instantBytes());
        fields.putShort((short) instantBytes());
        fields.putShort((short) (8 * encoding.byteCount()));
        if (extensible) {
            fields.putShort((short) (LONGEST - SHORTEST - 2));
            fields.putShort((short) (8 * encoding.byteCount()));
            fields.putInt(speakers);
            fields.putShort((short) encoding.tag()).put(GUID_TAIL);
        }
        return fields.array();
    }
}
