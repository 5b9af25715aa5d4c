package quietline.spark;

import org.apache.spark.sql.api.java.UDF2;

/**
 * {@code enhance(recording, strength)}: the recording as WAV without a part of its noise, 0 to 1;
 * null if it cannot be read.
 */
public final class EnhanceWithStrength implements UDF2<byte[], Number, byte[]> {

    private static final long serialVersionUID = 1L;

    @Override
    public byte[] call(byte[] recording, Number strength) {
        if (recording == null || strength == null) {
            return null;
        }
        if (!(strength.doubleValue() >= 0 && strength.doubleValue() <= 1)) {
            throw new IllegalArgumentException(
                    "enhance: strength must be between 0 and 1, got " + strength);
        }
        return RecordingBytes.enhance(recording, strength.floatValue());
    }
}
