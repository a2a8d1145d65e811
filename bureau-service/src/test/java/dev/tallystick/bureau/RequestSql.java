package dev.tallystick.bureau;

import io.quarkus.hibernate.orm.PersistenceUnitExtension;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/** The statements that Hibernate prepares on the threads of requests, in their order. */
@PersistenceUnitExtension
@ApplicationScoped
class RequestSql implements StatementInspector {
  private static final long serialVersionUID = 1L;

  private final transient List<String> statements = new CopyOnWriteArrayList<>();

  @Override
  public String inspect(String sql) {
    // The background works on threads of its own.
    if (Thread.currentThread().getName().startsWith("executor-thread")) {
      statements.add(sql);
    }
    return sql;
  }

  void reset() {
    statements.clear();
  }

  List<String> statements() {
    return List.copyOf(statements);
  }
}
