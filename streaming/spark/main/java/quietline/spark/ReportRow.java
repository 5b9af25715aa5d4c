package quietline.spark;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import quietline.streaming.batch.Outcome;

/** The rows of a report, one for each recording that was enhanced or failed. */
final class ReportRow {

    static final StructType SCHEMA =
            new StructType()
                    .add("path", DataTypes.StringType, false)
                    .add("output", DataTypes.StringType, false)
                    .add("seconds", DataTypes.DoubleType)
                    .add("sample_rate", DataTypes.IntegerType)
                    .add("channels", DataTypes.IntegerType)
                    .add("container", DataTypes.StringType)
                    .add("noise_reduction_db", DataTypes.DoubleType)
                    .add("clipped_samples", DataTypes.LongType)
                    .add("speech_seconds", DataTypes.DoubleType)
                    .add("warnings", DataTypes.createArrayType(DataTypes.StringType))
                    .add("error", DataTypes.StringType)
                    .add("processing_seconds", DataTypes.DoubleType)
                    .add("host", DataTypes.StringType);

    private static final String HOST = host();

    private ReportRow() {}

    static Row done(FoundRecording recording, String output, Outcome outcome) {
        double reduction = outcome.reductionDecibels();
        return RowFactory.create(
                recording.path(),
                output,
                outcome.audioSeconds(),
                outcome.input().sampleRate(),
                outcome.input().channels(),
                outcome.container(),
                Double.isNaN(reduction) ? null : reduction,
                outcome.saturated(),
                outcome.speechSeconds(),
                outcome.warnings().toArray(),
                null,
                outcome.seconds(),
                HOST);
    }

    /** A recording whose output was complete before the stream could report it. */
    static Row finishedBefore(FoundRecording recording, String output) {
        return unmeasured(recording, output, List.of("was complete already; not measured"), null);
    }

    static Row failed(FoundRecording recording, String output, String reason) {
        return unmeasured(recording, output, List.of(), reason);
    }

    private static Row unmeasured(
            FoundRecording recording, String output, List<String> warnings, String reason) {
        return RowFactory.create(
                recording.path(),
                output,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                warnings.toArray(),
                reason,
                null,
                HOST);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
