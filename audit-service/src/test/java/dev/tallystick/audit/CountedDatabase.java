package dev.tallystick.audit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A database that counts the statements that are prepared in it by whoever has been given it. */
final class CountedDatabase {
  private final AtomicInteger statements = new AtomicInteger();
  private final DataSource database;

  CountedDatabase(DataSource database) {
    this.database =
        counted(
            DataSource.class,
            database,
            (name, result) ->
                name.equals("getConnection")
                    ? counted(Connection.class, (Connection) result, this::count)
                    : result);
  }

  DataSource dataSource() {
    return database;
  }

  /** How many were prepared since the last time. */
  int statements() {
    return statements.getAndSet(0);
  }

  private Object count(String name, Object result) {
    if (name.equals("prepareStatement")) {
      statements.incrementAndGet();
    }
    return result;
  }

  /** What a call's result becomes. */
  private interface Change {
    Object of(String method, Object result);
  }

  private static <T> T counted(Class<T> type, T target, Change change) {
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (any, method, arguments) -> {
              try {
                Object result = method.invoke(target, arguments);
                return result == null ? null : change.of(method.getName(), result);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
    return type.cast(proxy);
  }
}
