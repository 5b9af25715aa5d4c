package quietline.spark;

import org.apache.spark.sql.api.java.UDF1;

/** {@code enhance(recording)}: the enhanced recording as WAV; null if it cannot be read. */
public final class EnhanceFunction implements UDF1<byte[], byte[]> {

    private static final long serialVersionUID = 1L;

    @Override
    public byte[] call(byte[] recording) {
        return recording == null ? null : RecordingBytes.enhance(recording, 1);
    }
}
