package quietline.spark;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.sql.Encoder;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.catalyst.encoders.AgnosticEncoder;
import org.apache.spark.sql.catalyst.encoders.ExpressionEncoder;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.ScalaUDF;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StringType;
import scala.Function1;
import scala.Function2;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A function of a recording whose argument types Spark checks and converts to. All its calls share
 * one object, because Spark computes equal calls only once, and objects are equal to themselves.
 *
 * @param function a function of Scala
 * @param arguments the types of its arguments
 */
record SqlFunction(
        String name, Object function, DataType type, Seq<Option<ExpressionEncoder<?>>> arguments) {

    interface OfRecording extends Function1<byte[], Object>, Serializable {}

    interface OfRecordingAndNumber extends Function2<byte[], Double, Object>, Serializable {}

    static SqlFunction of(String name, OfRecording function, DataType type) {
        return new SqlFunction(name, function, type, encoders(Encoders.BINARY()));
    }

    static SqlFunction of(String name, OfRecordingAndNumber function, DataType type) {
        return new SqlFunction(
                name, function, type, encoders(Encoders.BINARY(), Encoders.DOUBLE()));
    }

    private static Seq<Option<ExpressionEncoder<?>>> encoders(Encoder<?>... types) {
        List<Option<ExpressionEncoder<?>>> all =
                List.of(types).stream().map(SqlFunction::encoder).toList();
        return CollectionConverters.asScala(all).toSeq();
    }

    private static Option<ExpressionEncoder<?>> encoder(Encoder<?> type) {
        return Option.apply(ExpressionEncoder.apply((AgnosticEncoder<?>) type));
    }

    /**
     * @throws IllegalArgumentException if text is given, which Spark would take for the bytes
     */
    Expression call(Seq<Expression> values) {
        if (values.size() != arguments.size()) {
            throw new IllegalArgumentException(
                    "%s got %d arguments; see DESCRIBE FUNCTION %s"
                            .formatted(name, values.size(), name));
        }
        if (values.head().dataType() instanceof StringType) {
            throw new IllegalArgumentException(
                    "%s takes the bytes of a recording, got text; column content of format"
                                    .formatted(name)
                            + " binaryFile has them");
        }
        return new ScalaUDF(
                function, type, values, arguments, Option.empty(), Option.apply(name), true, true);
    }
}
