package dev.tallystick.producer;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready only with a clock that agrees with the database's to 30 s: the log refuses the events of a
 * service whose clock does not (CLOCK_SKEW), so it would fail at everything that matters.
 */
@Readiness
@Singleton
final class ClockReadiness implements HealthCheck {
  private static final String STORE_MILLIS =
      "select floor(extract(epoch from clock_timestamp()) * 1000)::bigint";

  private final DataSource dataSource;
  private final Clock clock;
  private final Duration tolerance;

  /**
   * Compares the service's clock with the database's.
   *
   * @param tolerance how far they may be apart; only tests that move the clock need another
   */
  ClockReadiness(
      DataSource dataSource,
      Clock clock,
      @ConfigProperty(name = "tallystick.clock.tolerance", defaultValue = "30S")
          Duration tolerance) {
    this.dataSource = dataSource;
    this.clock = clock;
    this.tolerance = tolerance;
  }

  @Override
  public HealthCheckResponse call() {
    try {
      long ahead = clock.millis() - storeMillis();
      return Math.abs(ahead) <= tolerance.toMillis()
          ? HealthCheckResponse.named("clock").up().build()
          : HealthCheckResponse.named("clock")
              .down()
              .withData(
                  "reason",
                  "CLOCK_SKEW: this service's clock is %d s %s that of its database"
                      .formatted(Math.abs(ahead) / 1000, ahead > 0 ? "ahead of" : "behind"))
              .build();
    } catch (SQLException e) {
      // Another check says that the database is away; nothing can be said of the clock.
      return HealthCheckResponse.named("clock").up().build();
    }
  }

  private long storeMillis() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement read = connection.prepareStatement(STORE_MILLIS);
        ResultSet row = read.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
