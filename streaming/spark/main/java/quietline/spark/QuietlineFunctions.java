package quietline.spark;

import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.SparkSessionExtensions;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ExpressionInfo;
import org.apache.spark.sql.catalyst.expressions.aggregate.Measure;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import scala.Function1;
import scala.Tuple3;
import scala.collection.immutable.Seq;

/**
 * SQL functions of whole recordings, as {@code binaryFile} reads them.
 *
 * <pre>{@code
 * QuietlineFunctions.register(spark);
 * spark.read().format("binaryFile").load("calls").selectExpr("path", "enhance(content, 0.9)");
 * }</pre>
 */
public final class QuietlineFunctions {

    private static final SqlFunction ENHANCE =
            SqlFunction.of("enhance", new EnhanceFunction()::call, DataTypes.BinaryType);

    private static final SqlFunction ENHANCE_WITH_STRENGTH =
            SqlFunction.of("enhance", new EnhanceWithStrength()::call, DataTypes.BinaryType);

    private static final SqlFunction SPEECH_SEGMENTS =
            SqlFunction.of(
                    "speech_segments",
                    new SpeechSegmentsFunction()::call,
                    SpeechSegmentsFunction.TYPE);

    private static final SqlFunction MEASURE =
            SqlFunction.of("measure", new MeasureFunction()::call, MeasureFunction.TYPE);

    private QuietlineFunctions() {}

    /** Adds the functions to a session, for SQL and DataFrames. */
    public static void register(SparkSession spark) {
        SparkSessionExtensions extensions = new SparkSessionExtensions();
        inject(extensions);
        extensions.registerFunctions(spark.sessionState().functionRegistry());
    }

    static void inject(SparkSessionExtensions extensions) {
        inject(
                extensions,
                ENHANCE.name(),
                "_FUNC_(recording[, strength]) - Returns the recording as WAV without its noise, or"
                        + " a part of it from 0 to 1; NULL if the recording cannot be read.",
                QuietlineFunctions::enhance);
        inject(
                extensions,
                SPEECH_SEGMENTS.name(),
                "_FUNC_(recording) - Returns when there is speech, in seconds; NULL if the"
                        + " recording cannot be read.",
                SPEECH_SEGMENTS::call);
        inject(
                extensions,
                MEASURE.name(),
                "_FUNC_(recording) - Returns length, format, noise reduction and speech of the"
                        + " recording, or the error if it cannot be read.",
                QuietlineFunctions::measure);
    }

    private static void inject(
            SparkSessionExtensions extensions,
            String name,
            String usage,
            Function1<Seq<Expression>, Expression> builder) {
        String owner = QuietlineFunctions.class.getName();
        ExpressionInfo info =
                new ExpressionInfo(owner, null, name, usage, "", "", "", "", "", "", "java_udf");
        extensions.injectFunction(new Tuple3<>(new FunctionIdentifier(name), info, builder));
    }

    private static Expression enhance(Seq<Expression> arguments) {
        return (arguments.size() == 2 ? ENHANCE_WITH_STRENGTH : ENHANCE).call(arguments);
    }

    /** Spark has a function of this name for metric views, which keeps all other types. */
    private static Expression measure(Seq<Expression> arguments) {
        if (arguments.size() == 1 && !mayBeRecording(arguments.head().dataType())) {
            return new Measure(arguments.head());
        }
        return MEASURE.call(arguments);
    }

    private static boolean mayBeRecording(DataType type) {
        return type.equals(DataTypes.BinaryType) || type.equals(DataTypes.NullType);
    }
}
