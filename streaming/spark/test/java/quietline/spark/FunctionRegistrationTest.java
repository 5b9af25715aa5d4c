package quietline.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.FunctionIdentifier;
import org.apache.spark.sql.catalyst.analysis.FunctionRegistry;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.Test;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** {@link LocalSpark} has {@link QuietlineExtensions}. */
class FunctionRegistrationTest {

    private static Dataset<Row> street(SparkSession spark) {
        return spark.read().format("binaryFile").load("../../samples/street.wav");
    }

    private static byte[] bytes(Dataset<Row> one) {
        return (byte[]) one.first().get(0);
    }

    @Test
    void registersInSessionsWithoutExtension() {
        SparkSession spark = LocalSpark.SESSION.newSession();
        FunctionRegistry registry = spark.sessionState().functionRegistry();
        for (String name : List.of("enhance", "speech_segments", "measure")) {
            Option<String> builtin = Option.apply("builtin");
            registry.dropFunction(new FunctionIdentifier(name, builtin, Option.apply("system")));
        }
        Dataset<Row> street = street(spark);
        assertThrows(Exception.class, () -> street.selectExpr("enhance(content)"));

        QuietlineFunctions.register(spark);

        assertArrayEquals(
                bytes(street(LocalSpark.SESSION).selectExpr("enhance(content, 0.5)")),
                bytes(
                        street.select(
                                functions.call_function(
                                        "enhance", functions.col("content"), functions.lit(0.5)))));
        assertEquals(6.0, street.selectExpr("measure(content).seconds").first().getDouble(0));
    }

    /** As {@code registerJavaFunction} of PySpark does. */
    @Test
    void registersByNamesOfClasses() {
        SparkSession spark = LocalSpark.SESSION.newSession();
        spark.udf().registerJava("clean", "quietline.spark.EnhanceFunction", DataTypes.BinaryType);
        spark.udf()
                .registerJava("mix", "quietline.spark.EnhanceWithStrength", DataTypes.BinaryType);
        spark.udf()
                .registerJava(
                        "speech",
                        "quietline.spark.SpeechSegmentsFunction",
                        SpeechSegmentsFunction.TYPE);
        spark.udf()
                .registerJava("figures", "quietline.spark.MeasureFunction", MeasureFunction.TYPE);

        Row same =
                street(spark)
                        .selectExpr(
                                "clean(content) = enhance(content)",
                                "mix(content, 0.9) = enhance(content, 0.9)",
                                "speech(content) = speech_segments(content)",
                                "figures(content) = measure(content)")
                        .first();

        assertEquals("[true,true,true,true]", same.toString());
    }

    @Test
    void leavesMeasuresOfMetricViews() {
        LocalSpark.SESSION.sql(
                """
                CREATE OR REPLACE VIEW sums WITH METRICS LANGUAGE YAML AS $$
                version: 0.1
                source: SELECT id FROM range(10)
                dimensions:
                  - name: odd
                    expr: id % 2
                measures:
                  - name: total
                    expr: sum(id)
                $$
                """);
        Dataset<Row> totals =
                LocalSpark.SESSION.sql("SELECT measure(total) FROM sums GROUP BY odd ORDER BY odd");
        assertEquals("[[20], [25]]", totals.collectAsList().toString());
    }

    @Test
    void computesEqualCallsOnce() {
        Dataset<Row> two =
                street(LocalSpark.SESSION).selectExpr("measure(content)", "measure(content)");
        List<Expression> calls =
                CollectionConverters.asJava(two.queryExecution().analyzed().expressions()).stream()
                        .map(alias -> alias.children().head())
                        .toList();
        assertEquals(2, calls.size());
        assertTrue(calls.get(0).semanticEquals(calls.get(1)));
    }
}
