package quietline.streaming.io;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Makes valid and invalid WAV files byte by byte, without the code under test. */
public final class WavBytes {

    private final ByteArrayOutputStream chunks = new ByteArrayOutputStream();

    /** 16-bit mono at 16 kHz. */
    public static byte[] pcm16(short... samples) {
        return pcm16(1, 16_000, samples);
    }

    public static byte[] pcm16(int channels, int rate, short... samples) {
        ByteBuffer data = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        data.asShortBuffer().put(samples);
        return of(fmt(1, channels, rate, 16), data.array());
    }

    /** A file without other chunks. */
    public static byte[] of(byte[] fmt, byte[] data) {
        return new WavBytes().chunk("fmt ", fmt).chunk("data", data).riff();
    }

    public static byte[] fmt(int tag, int channels, int rate, int bits) {
        int block = channels * ((bits + 7) / 8);
        return ByteBuffer.allocate(16)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort((short) tag)
                .putShort((short) channels)
                .putInt(rate)
                .putInt(rate * block)
                .putShort((short) block)
                .putShort((short) bits)
                .array();
    }

    public static byte[] extensible(int tag, int channels, int rate, int bits, int validBits) {
        return ByteBuffer.allocate(40)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(fmt(0xfffe, channels, rate, bits))
                .putShort((short) 22)
                .putShort((short) validBits)
                .putInt(0)
                .putShort((short) tag)
                .putInt(0)
                .put(new byte[] {0x10, 0, (byte) 0x80, 0, 0, (byte) 0xaa, 0, 0x38, (byte) 0x9b})
                .put((byte) 0x71)
                .array();
    }

    public WavBytes chunk(String id, byte[] contents) {
        return chunk(id, contents.length, contents);
    }

    /** A chunk that states a length other than its own. */
    public WavBytes chunk(String id, long claimed, byte[] contents) {
        chunks.writeBytes(id.getBytes(StandardCharsets.ISO_8859_1));
        chunks.writeBytes(int32(claimed));
        chunks.writeBytes(contents);
        if (contents.length % 2 == 1) {
            chunks.write(0);
        }
        return this;
    }

    /** Bytes that belong to no chunk. */
    public WavBytes bytes(byte... contents) {
        chunks.writeBytes(contents);
        return this;
    }

    /** An odd chunk whose writer forgot the padding. */
    public WavBytes unpadded(String id, byte[] contents) {
        bytes(id.getBytes(StandardCharsets.ISO_8859_1));
        return bytes(int32(contents.length)).bytes(contents);
    }

    /** 64-bit lengths; must be the file's first chunk. */
    public WavBytes ds64(long riffBytes, long dataBytes, long instants) {
        return chunk(
                "ds64",
                ByteBuffer.allocate(28)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(riffBytes)
                        .putLong(dataBytes)
                        .putLong(instants)
                        .array());
    }

    public byte[] riff() {
        return riff(4 + chunks.size());
    }

    public byte[] riff(long claimed) {
        return riff("RIFF", claimed);
    }

    public byte[] riff(String id, long claimed) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(id.getBytes(StandardCharsets.ISO_8859_1));
        file.writeBytes(int32(claimed));
        file.writeBytes("WAVE".getBytes(StandardCharsets.ISO_8859_1));
        file.writeBytes(chunks.toByteArray());
        return file.toByteArray();
    }

    private static byte[] int32(long value) {
        return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt((int) value).array();
    }
}
