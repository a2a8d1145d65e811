package dev.tallystick.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code deploy/compose.yaml}: one that an engine reads, of programs as they are. */
class ComposeTest {
  private static final Path FILE = Checkout.DEPLOY.resolve("compose.yaml");
  private static final Path SETTINGS = Checkout.DEPLOY.resolve("compose/settings");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)}");
  private static final String SECRETS = "${SECRETS:-./secrets}/";

  @TempDir private Path temp;

  static Stream<String> programs() {
    return Checkout.programs().stream();
  }

  static Stream<String> services() {
    return Checkout.SERVICES.stream();
  }

  /** With what is merged into it, {@code <<}. */
  private static JsonNode service(String name) throws IOException {
    JsonNode service = Checkout.yaml(FILE).at("/services/" + name);
    assertThat(service.isObject()).as(name).isTrue();
    return service;
  }

  private static Properties settings(String file) throws IOException {
    return Checkout.properties(SETTINGS.resolve(file + ".properties"));
  }

  @Test
  void file_fitsTheSchemaOfTheSpecification() throws Exception {
    Tool compose = Tool.orSkip("docker-compose", "docker-compose");

    Path secrets = Prepared.in(temp.resolve("secrets"));
    Path variables = Files.writeString(temp.resolve("variables"), "SECRETS=" + secrets + "\n");
    compose.run(Checkout.DEPLOY, config(FILE, variables));

    Path wrong = temp.resolve("compose.yaml");
    Files.writeString(
        wrong, Files.readString(FILE).replace("  read_only: true", "  raed_only: true"));
    Tool.Result refused = compose.tryRun(Checkout.DEPLOY, config(wrong, variables));
    assertThat(refused.code()).isNotZero();
    assertThat(refused.output()).contains("raed_only");
  }

  private static String[] config(Path file, Path variables) {
    return new String[] {
      "-f", file.toString(), "--env-file", variables.toString(), "config", "--quiet"
    };
  }

  @Test
  void file_saysWhichOfItsImagesWereNotRun() throws Exception {
    assertThat(Files.readString(FILE)).contains("It was not run: its public", "by deploy/play");
  }

  @ParameterizedTest
  @MethodSource("programs")
  void program_hasItsPortAndSettings(String program) throws Exception {
    Properties own = settings(program);
    String port = Integer.toString(Checkout.port(program));
    assertThat(own.getProperty("quarkus.http.ssl-port")).isEqualTo(port);
    assertThat(own.getProperty("quarkus.http.insecure-requests")).isEqualTo("disabled");
    assertThat(service(program).at("/ports/0").asText()).endsWith(":" + port + ":" + port);
    assertThat(service(program).at("/healthcheck/test").toString()).contains("/" + port + "\"");
    assertThat(Checkout.known(program)).containsAll(own.stringPropertyNames());
    Set<String> asked = new TreeSet<>(Checkout.required(program).stringPropertyNames());
    asked.remove("quarkus.http.port");
    assertThat(own.stringPropertyNames()).containsAll(asked);
    assertThat(service(program).at("/build/dockerfile").asText())
        .isEqualTo("deploy/images/Dockerfile.jvm");
    assertThat(service(program).get("user").asText())
        .startsWith(service(program).at("/build/args/UID").asText() + ":");
  }

  @Test
  void addresses_areOfServicesThatThereAre_andAlongTheArrows() throws Exception {
    Set<String> called = new TreeSet<>();
    for (String program : Checkout.programs()) {
      Properties own = settings(program);
      for (String key : own.stringPropertyNames()) {
        if (key.matches("tallystick\\.[a-z]+\\.url")) {
          String[] place = own.getProperty(key).replace("https://", "").split(":", -1);
          assertThat(Integer.toString(Checkout.port(place[0]))).isEqualTo(place[1]);
          called.add(Arrows.of(program, place[0]));
        }
      }
    }
    assertThat(called).isEqualTo(Arrows.documented());
  }

  @ParameterizedTest
  @MethodSource("services")
  void service_waitsForItsMigrations(String program) throws Exception {
    assertThat(service(program).at("/depends_on/" + program + "-migrate/condition").asText())
        .isEqualTo("service_completed_successfully");
    JsonNode step = service(program + "-migrate");
    assertThat(step.get("command").toString()).isEqualTo("[\"--migrate\"]");
    assertThat(step.get("image")).isEqualTo(service(program).get("image"));
    assertThat(settings(program + "-migrate").stringPropertyNames())
        .isEqualTo(
            Checkout.properties(Checkout.DEPLOY.resolve("settings/migrate.properties"))
                .stringPropertyNames());
  }

  @Test
  void secretsAndFiles_areMadeByPrepareOrAreThere() throws Exception {
    Tool openssl = Tool.orSkip("openssl", "openssl");
    assertThat(openssl).isNotNull();
    Path secrets = Prepared.in(temp.resolve("secrets"));
    List<String> missing = new ArrayList<>();
    JsonNode all = Checkout.yaml(FILE).get("services");
    all.fieldNames()
        .forEachRemaining(
            name -> {
              for (JsonNode volume : all.get(name).path("volumes")) {
                String source = volume.asText().replaceFirst(":/[^:]*(:ro)?$", "");
                if (source.startsWith(SECRETS)) {
                  // A witness's key is drawn by whoever runs it.
                  if (!source.contains("/witnesses/")
                      && !Files.exists(secrets.resolve(source.substring(SECRETS.length())))) {
                    missing.add(source);
                  }
                } else if (source.startsWith(".")
                    && !Files.exists(Checkout.DEPLOY.resolve(source))) {
                  missing.add(source);
                }
              }
              for (JsonNode file : all.get(name).path("env_file")) {
                if (!Files.exists(secrets.resolve(file.asText().substring(SECRETS.length())))) {
                  missing.add(file.asText());
                }
              }
            });
    assertThat(missing).isEmpty();
    for (String program : Checkout.programs()) {
      Properties environment = Checkout.properties(secrets.resolve(program + ".env"));
      Set<String> given = new TreeSet<>(environment.stringPropertyNames());
      given.addAll(Set.of("ID_HOST", "LOG_ORIGIN"));
      settings(program)
          .values()
          .forEach(
              value ->
                  VARIABLE
                      .matcher(value.toString())
                      .results()
                      .forEach(found -> assertThat(given).contains(found.group(1))));
    }
  }

  @Test
  void ownPrograms_mayDoNothingThatTheyNeedNot() throws Exception {
    JsonNode hardened = Checkout.yaml(FILE).get("x-hardened");
    assertThat(hardened.get("read_only").asBoolean()).isTrue();
    assertThat(hardened.get("cap_drop").toString()).isEqualTo("[\"ALL\"]");
    assertThat(hardened.get("security_opt").toString()).contains("no-new-privileges:true");
    String text = Files.readString(FILE);
    for (String program : Checkout.programs()) {
      assertThat(text).contains("\n  " + program + ":\n    <<: *hardened\n");
    }
    for (JsonNode service : Checkout.yaml(FILE).get("services")) {
      assertThat(service.path("image").asText()).doesNotEndWith(":latest").contains(":");
      assertThat(service.path("privileged").asBoolean()).isFalse();
      for (JsonNode port : service.path("ports")) {
        assertThat(port.asText())
            .as("not on every address by itself")
            .matches("(127\\.0\\.0\\.1|\\$\\{BIND:-127\\.0\\.0\\.1}):.*");
      }
    }
    for (String network : List.of("databases", "suite", "watch")) {
      assertThat(Checkout.yaml(FILE).at("/networks/" + network + "/internal").asBoolean()).isTrue();
    }
  }

  @Test
  void prometheus_scrapesTheSameAsElsewhere() throws Exception {
    List<String> here = jobs(Checkout.DEPLOY.resolve("compose/prometheus.yaml"));
    assertThat(here).isEqualTo(jobs(Checkout.DEPLOY.resolve("observe/prometheus.yaml")));
    for (JsonNode job :
        Checkout.yaml(Checkout.DEPLOY.resolve("compose/prometheus.yaml")).get("scrape_configs")) {
      String name = job.get("job_name").asText();
      assertThat(job.at("/static_configs/0/targets/0").asText())
          .isEqualTo(name + ":" + Checkout.port(name));
    }
  }

  private static List<String> jobs(Path file) throws IOException {
    List<String> jobs = new ArrayList<>();
    for (JsonNode job : Checkout.yaml(file).get("scrape_configs")) {
      jobs.add(job.get("job_name").asText() + " " + job.at("/oauth2/scopes/0").asText());
    }
    return jobs;
  }
}
