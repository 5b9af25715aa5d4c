package quietline.spark;

import org.apache.spark.sql.SparkSessionExtensions;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;

/** Gives every session {@link QuietlineFunctions}; for {@code spark.sql.extensions}. */
public final class QuietlineExtensions
        extends AbstractFunction1<SparkSessionExtensions, BoxedUnit> {

    @Override
    public BoxedUnit apply(SparkSessionExtensions extensions) {
        QuietlineFunctions.inject(extensions);
        return BoxedUnit.UNIT;
    }
}
