package dev.tallystick.gateway.source;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Connections to the platform's database. PostgreSQL's driver is part of the gateway; another one
 * is loaded from the jars that the installation names, which an executable cannot.
 */
final class QueriedDatabase {
  /** SQLSTATE of a connection that cannot be made. */
  private static final String NO_CONNECTION = "08001";

  private final QuerySettings settings;
  private @Nullable Driver driver;

  QueriedDatabase(QuerySettings settings) {
    this.settings = settings;
  }

  /** A connection that only reads, within one transaction. */
  Connection connect() throws SQLException {
    String url = settings.url().orElseThrow();
    Properties login = new Properties();
    settings.username().ifPresent(name -> login.setProperty("user", name));
    settings.password().ifPresent(password -> login.setProperty("password", password));
    Connection connection = driver(url).connect(url, login);
    if (connection == null) {
      throw new SQLException("no driver takes this address", NO_CONNECTION);
    }
    boolean isSet = false;
    try {
      connection.setReadOnly(true);
      connection.setAutoCommit(false);
      isSet = true;
      return connection;
    } finally {
      if (!isSet) {
        connection.close();
      }
    }
  }

  private synchronized Driver driver(String url) throws SQLException {
    if (driver == null) {
      driver =
          settings.driver().isPresent()
              ? named(url, settings.driver().get())
              : DriverManager.getDriver(url);
    }
    return driver;
  }

  private static Driver named(String url, List<Path> jars) throws SQLException {
    for (Driver each : ServiceLoader.load(Driver.class, loader(jars))) {
      if (each.acceptsURL(url)) {
        return each;
      }
    }
    throw new SQLException("none of the named drivers takes this address", NO_CONNECTION);
  }

  /** Lives as long as the gateway does. */
  private static ClassLoader loader(List<Path> jars) throws SQLException {
    List<URL> urls = new ArrayList<>();
    try {
      for (Path jar : jars) {
        if (!Files.isReadable(jar)) {
          throw new SQLException("a driver cannot be read", NO_CONNECTION);
        }
        urls.add(jar.toUri().toURL());
      }
    } catch (MalformedURLException e) {
      throw new SQLException("a driver has no address", NO_CONNECTION, e);
    }
    return new URLClassLoader(urls.toArray(URL[]::new), QueriedDatabase.class.getClassLoader());
  }
}
