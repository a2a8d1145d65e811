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
  private final LongAdder withoutWaiting = new LongAdder();

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
    if (isOfRequest() && sql.contains("'synchronous_commit', 'off'")) {
      withoutWaiting.increment();
    }
    return super.list(sql, reader, values);
  }

  private void count() {
    if (isOfRequest()) {
      ofRequests.increment();
    }
  }

  private static boolean isOfRequest() {
    return Thread.currentThread().getName().startsWith("executor-thread");
  }

  /** How many transactions were told not to wait for the disk. */
  public long withoutWaiting() {
    return withoutWaiting.sum();
  }

  /** How many there were. */
  public long ofRequests() {
    return ofRequests.sum();
  }
}
