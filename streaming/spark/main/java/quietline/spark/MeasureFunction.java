package quietline.spark;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import quietline.streaming.batch.Outcome;

/**
 * {@code measure(recording)}: figures by the names of the job's report. If the recording cannot be
 * read, all are null but {@code error}.
 */
public final class MeasureFunction implements UDF1<byte[], Row> {

    static final StructType TYPE =
            new StructType()
                    .add("seconds", DataTypes.DoubleType)
                    .add("sample_rate", DataTypes.IntegerType)
                    .add("channels", DataTypes.IntegerType)
                    .add("noise_reduction_db", DataTypes.DoubleType)
                    .add("clipped_samples", DataTypes.LongType)
                    .add("speech_seconds", DataTypes.DoubleType)
                    .add("error", DataTypes.StringType);

    private static final long serialVersionUID = 1L;

    @Override
    public Row call(byte[] recording) {
        if (recording == null) {
            return null;
        }
        RecordingBytes.Measured measured = RecordingBytes.measure(recording);
        if (measured.outcome() == null) {
            return RowFactory.create(null, null, null, null, null, null, measured.error());
        }
        Outcome outcome = measured.outcome();
        double reduction = outcome.reductionDecibels();
        return RowFactory.create(
                outcome.audioSeconds(),
                outcome.input().sampleRate(),
                outcome.input().channels(),
                Double.isNaN(reduction) ? null : reduction,
                outcome.saturated(),
                outcome.speechSeconds(),
                null);
    }
}
