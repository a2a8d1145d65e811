package dev.tallystick.local;

import dev.tallystick.postgres.Database;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a program of the suite is told, in the order in which it is set. Not thread-safe. */
final class ProgramSettings {
  private final Map<String, String> values = new LinkedHashMap<>();

  ProgramSettings set(String key, String value) {
    values.put(key, value);
    return this;
  }

  ProgramSettings set(String key, Path file) {
    return set(key, file.toString());
  }

  ProgramSettings set(String key, int number) {
    return set(key, Integer.toString(number));
  }

  ProgramSettings setAll(Map<String, String> more) {
    values.putAll(more);
    return this;
  }

  /** It listens on this machine alone. */
  ProgramSettings listens(int port) {
    return set("quarkus.http.host", Addresses.HOST).set("quarkus.http.port", port);
  }

  /** Its database, with the role that has no rights on the schema. */
  ProgramSettings uses(Database database) {
    return set("quarkus.datasource.jdbc.url", database.jdbcUrl())
        .set("quarkus.datasource.username", database.app().role())
        .set("quarkus.datasource.password", database.app().password())
        .set("quarkus.flyway.placeholders.app-role", database.app().role());
  }

  /** Who vouches for its callers. */
  ProgramSettings trusts(Addresses addresses) {
    return set("quarkus.oidc.auth-server-url", addresses.realm());
  }

  /** Where the services are that a service calls. */
  ProgramSettings calls(Suite suite, Suite.Service service) {
    for (String called : service.calls()) {
      Suite.Service target = Suite.find(called).orElseThrow();
      set("tallystick." + called + ".url", suite.addresses().service(target));
    }
    return this;
  }

  /** Whoever reads its logs, and what its APIs are, is a person who tries it out. */
  ProgramSettings forPeople() {
    return set("quarkus.log.console.json.enabled", "false")
        .set("quarkus.log.category.\"io.smallrye.health\".level", "ERROR");
  }

  /** All of them, for whoever asks to add to. */
  Map<String, String> values() {
    return new LinkedHashMap<>(values);
  }
}
