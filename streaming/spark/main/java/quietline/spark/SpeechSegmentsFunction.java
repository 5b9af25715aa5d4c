package quietline.spark;

import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import quietline.SpeechSegments.Segment;

/**
 * {@code speech_segments(recording)}: when there is speech in any channel, in seconds; null if it
 * cannot be read.
 */
public final class SpeechSegmentsFunction implements UDF1<byte[], List<Row>> {

    static final ArrayType TYPE =
            DataTypes.createArrayType(
                    new StructType()
                            .add("start", DataTypes.DoubleType, false)
                            .add("end", DataTypes.DoubleType, false),
                    false);

    private static final long serialVersionUID = 1L;

    @Override
    public List<Row> call(byte[] recording) {
        RecordingBytes.Measured measured =
                recording == null ? null : RecordingBytes.measure(recording);
        return measured == null || measured.outcome() == null
                ? null
                : measured.outcome().speech().stream().map(SpeechSegmentsFunction::row).toList();
    }

    private static Row row(Segment segment) {
        return RowFactory.create(segment.startSeconds(), segment.endSeconds());
    }
}
