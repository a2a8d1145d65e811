package dev.tallystick.producer.direct;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Direct statements that are counted on the threads of requests: the background has its own. */
@Alternative
@Priority(1)
@Singleton
public class RequestStatements extends DirectStatements {
  private final LongAdder ofRequests = new LongAdder();

  RequestStatements(DataSource database) {
    super(database);
  }

  @Override
  public int update(String sql, @Nullable Object... values) {
    count();
    return super.update(sql, values);
  }

  @Override
  public <T> List<T> list(String sql, RowReader<T> reader, @Nullable Object... values) {
    count();
    return super.list(sql, reader, values);
  }

  private void count() {
    if (Thread.currentThread().getName().startsWith("executor-thread")) {
      ofRequests.increment();
    }
  }

  /** How many there were. */
  public long ofRequests() {
    return ofRequests.sum();
  }
}
