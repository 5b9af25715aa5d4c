package quietline.spark;

import org.apache.spark.sql.SparkSession;

/** One Spark in this JVM for all tests: two cores, and four attempts at each task. */
final class LocalSpark {

    static final SparkSession SESSION =
            SparkSession.builder()
                    .appName("tests")
                    .master("local[2,4]")
                    .config("spark.ui.enabled", false)
                    .config("spark.sql.shuffle.partitions", 2)
                    .config("spark.sql.extensions", QuietlineExtensions.class.getName())
                    .config("spark.driver.host", "127.0.0.1")
                    .config("spark.driver.bindAddress", "127.0.0.1")
                    .getOrCreate();

    private LocalSpark() {}
}
