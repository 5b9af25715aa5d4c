package quietline.streaming.io;

/**
 * The byte layout of samples outside WAV: possibly big-endian, possibly signed 8-bit. {@link
 * #toWav} converts a block to WAV's layout in place, and back.
 */
public record SampleLayout(SampleEncoding encoding, boolean bigEndian, boolean signed8) {

    public static SampleLayout littleEndian(SampleEncoding encoding) {
        return new SampleLayout(encoding, false, false);
    }

    void toWav(byte[] bytes, int count) {
        int width = encoding.byteCount();
        if (bigEndian && width > 1) {
            for (int at = 0; at < count; at += width) {
                for (int i = at, j = at + width - 1; i < j; i++, j--) {
                    byte low = bytes[i];
                    bytes[i] = bytes[j];
                    bytes[j] = low;
                }
            }
        }
        if (signed8 && encoding == SampleEncoding.PCM8) {
            for (int i = 0; i < count; i++) {
                bytes[i] ^= (byte) 0x80;
            }
        }
    }
}
