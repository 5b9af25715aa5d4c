package quietline.spark;

import org.apache.spark.sql.SparkSession;

/** One Spark with two cores in this JVM, for all tests. */
final class LocalSpark {

    static final SparkSession SESSION =
            SparkSession.builder()
                    .appName("tests")
                    .master("local[2]")
                    .config("spark.ui.enabled", false)
                    .config("spark.sql.shuffle.partitions", 2)
                    .config("spark.driver.host", "127.0.0.1")
                    .config("spark.driver.bindAddress", "127.0.0.1")
                    .getOrCreate();

    private LocalSpark() {}
}
