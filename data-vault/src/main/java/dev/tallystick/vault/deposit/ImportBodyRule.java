package dev.tallystick.vault.deposit;

import dev.tallystick.problem.BodyRule;
import dev.tallystick.vault.VaultConfig;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** How fast a chunk of records must arrive. */
@Singleton
final class ImportBodyRule {
  private static final String PATH = "/v1/records:import";

  @Produces
  @Singleton
  BodyRule rule(VaultConfig.Import config, VertxHttpConfig http) {
    long most = http.limits().maxBodySize().map(size -> size.asLongValue()).orElse(Long.MAX_VALUE);
    return new BodyRule(PATH, most, config.within(), config.perSecond().asLongValue());
  }
}
