package dev.tallystick.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code deploy/kubernetes}: manifests that Kubernetes can read, of services as they are. */
class KubernetesTest {
  private static final Path FOLDER = Manifests.FOLDER;
  private static final Path BASE = Manifests.BASE;
  private static final String OPERATOR = "postgresql.cnpg.io/v1";
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)}");
  private static final Pattern UID = Pattern.compile("(?m)^for each in (.*); do$");

  static Stream<String> programs() {
    return Checkout.programs().stream();
  }

  static Stream<String> services() {
    return Checkout.SERVICES.stream();
  }

  private static JsonNode pod(String program) throws IOException {
    return Manifests.of("Deployment", program).at("/spec/template/spec");
  }

  @Test
  void manifests_fitTheModel() throws Exception {
    int checked = 0;
    for (JsonNode manifest : Manifests.in(FOLDER)) {
      if (!manifest.get("apiVersion").asText().equals(OPERATOR)) {
        StrictModel.check(manifest);
        checked++;
      }
    }
    assertThat(checked).isGreaterThan(40);
  }

  @Test
  void misspelledMember_orAWrongType_doesNotFit() throws Exception {
    ObjectNode wrong = Manifests.of("Deployment", "audit-service").deepCopy();
    ((ObjectNode) wrong.at("/spec/template/spec/containers/0")).put("readynessProbe", "x");
    assertThatThrownBy(() -> StrictModel.check(wrong)).hasMessageContaining("readynessProbe");

    ObjectNode two = Manifests.of("Deployment", "audit-service").deepCopy();
    ((ObjectNode) two.get("spec")).put("replicas", "two");
    assertThatThrownBy(() -> StrictModel.check(two)).hasMessageContaining("replicas");
  }

  /** The operator's types have no model in Java: these are the members that are used of them. */
  @Test
  void databases_areThoseOfTheServices() throws Exception {
    for (String service : Checkout.SERVICES) {
      Properties own = Manifests.settings(service);
      String url = own.getProperty("quarkus.datasource.jdbc.url");
      String database = url.replaceAll(".*/([a-z]+)\\?.*", "$1");
      JsonNode cluster = Manifests.of("Cluster", database + "-db");
      assertThat(url)
          .startsWith("jdbc:postgresql://" + database + "-db-rw:5432/")
          .contains("sslmode=verify-full");
      assertThat(names(cluster.get("spec")))
          .isSubsetOf(
              "instances",
              "imageName",
              "enableSuperuserAccess",
              "storage",
              "walStorage",
              "resources",
              "postgresql",
              "bootstrap",
              "managed");
      JsonNode begun = cluster.at("/spec/bootstrap/initdb");
      assertThat(begun.get("database").asText()).isEqualTo(database);
      assertThat(begun.get("owner").asText()).isEqualTo(database + "_owner");
      assertThat(begun.get("postInitSQL").toString())
          .contains("alter role " + database + "_owner nologin");
      Set<String> roles = new TreeSet<>();
      cluster.at("/spec/managed/roles").forEach(role -> roles.add(role.get("name").asText()));
      assertThat(roles)
          .containsExactlyInAnyOrder(
              own.getProperty("quarkus.datasource.username"),
              Manifests.settings(service + "-migrate").getProperty("quarkus.flyway.username"));
      assertThat(own.getProperty("quarkus.flyway.placeholders.app-role"))
          .isEqualTo(own.getProperty("quarkus.datasource.username"));
      assertThat(Manifests.settings(service + "-migrate").getProperty("quarkus.flyway.init-sql"))
          .isEqualTo("set role " + database + "_owner");
      assertThat(cluster.at("/spec/postgresql/parameters/synchronous_commit").asText())
          .isEqualTo("on");
    }
    assertThat(Files.readString(BASE.resolve("guard.sql")))
        .isEqualTo(
            Files.readString(
                Checkout.ROOT.resolve(
                    "tools/local-postgres/src/main/resources/dev/tallystick/postgres/guard.sql")));
  }

  @ParameterizedTest
  @MethodSource("programs")
  void portsAndProbes_areThoseThatTheProgramHas(String program) throws Exception {
    JsonNode container = pod(program).at("/containers/0");
    int port = container.at("/ports/0/containerPort").asInt();
    assertThat(container.at("/ports/0/name").asText()).isEqualTo("https");
    assertThat(port).isEqualTo(Checkout.port(program));
    assertThat(Manifests.settings(program).getProperty("quarkus.http.ssl-port"))
        .isEqualTo("" + port);
    JsonNode service = Manifests.of("Service", program);
    assertThat(service.at("/spec/ports/0/port").asInt()).isEqualTo(port);
    assertThat(service.at("/spec/ports/0/targetPort").asText()).isEqualTo("https");
    assertThat(service.at("/spec/selector"))
        .isEqualTo(Manifests.of("Deployment", program).at("/spec/selector/matchLabels"));

    String open =
        Checkout.application(program).getProperty("quarkus.http.auth.permission.health.paths");
    assertThat(open).isEqualTo("/q/health,/q/health/*");
    Map<String, String> probes =
        Map.of(
            "startupProbe", "/q/health/started",
            "livenessProbe", "/q/health/live",
            "readinessProbe", "/q/health/ready");
    for (Map.Entry<String, String> probe : probes.entrySet()) {
      JsonNode get = container.at("/" + probe.getKey() + "/httpGet");
      assertThat(get.get("path").asText()).isEqualTo(probe.getValue());
      assertThat(get.get("port").asText()).isEqualTo("https");
      assertThat(get.get("scheme").asText()).isEqualTo("HTTPS");
    }
    assertThat(Files.readString(Checkout.ROOT.resolve(program).resolve("pom.xml")))
        .contains("quarkus-smallrye-health");
  }

  @ParameterizedTest
  @MethodSource("programs")
  void settings_areThoseThatTheProgramKnowsAndAsksFor(String program) throws Exception {
    Set<String> given = Manifests.settings(program).stringPropertyNames();
    assertThat(Checkout.known(program)).containsAll(given);
    Set<String> asked = new TreeSet<>(Checkout.required(program).stringPropertyNames());
    // Elsewhere than on loopback it listens on the port for TLS alone.
    asked.remove("quarkus.http.port");
    assertThat(given).containsAll(asked);
    assertThat(Manifests.settings(program).getProperty("quarkus.http.insecure-requests"))
        .isEqualTo("disabled");
    assertVariablesAreGiven(Manifests.settings(program), pod(program));
  }

  @ParameterizedTest
  @MethodSource("services")
  void migrations_runBeforeWithALoginOfTheirOwn(String service) throws Exception {
    JsonNode pod = Manifests.of("Job", service + "-migrate").at("/spec/template/spec");
    JsonNode container = pod.at("/containers/0");
    assertThat(container.get("image")).isEqualTo(pod(service).at("/containers/0/image"));
    assertThat(container.get("args").toString()).isEqualTo("[\"--migrate\"]");
    assertVariablesAreGiven(Manifests.settings(service + "-migrate"), pod);
    assertVariablesAreGiven(Manifests.settings(service), pod);
    assertThat(pod(service).toString()).doesNotContain("MIGRATE");
    Properties step = Checkout.properties(Checkout.DEPLOY.resolve("settings/migrate.properties"));
    assertThat(Manifests.settings(service + "-migrate").stringPropertyNames())
        .isEqualTo(step.stringPropertyNames());
  }

  private static void assertVariablesAreGiven(Properties settings, JsonNode pod) {
    Set<String> given = new TreeSet<>();
    for (JsonNode variable : pod.at("/containers/0/env")) {
      given.add(variable.get("name").asText());
      if (variable.get("name").asText().matches(".*(PASSWORD|SECRET)")) {
        assertThat(variable.at("/valueFrom/secretKeyRef/name").asText()).isNotEmpty();
        assertThat(variable.has("value")).isFalse();
      }
    }
    settings
        .values()
        .forEach(
            value ->
                VARIABLE
                    .matcher(value.toString())
                    .results()
                    .forEach(found -> assertThat(given).contains(found.group(1))));
  }

  @Test
  void pods_mayDoNothingThatTheyNeedNot() throws Exception {
    String numbers = Files.readString(Checkout.DEPLOY.resolve("images/build"));
    var listed = UID.matcher(numbers);
    assertThat(listed.find()).isTrue();
    for (JsonNode manifest : Manifests.in(BASE)) {
      JsonNode pod = manifest.at("/spec/template/spec");
      if (pod.isMissingNode()) {
        continue;
      }
      String name = manifest.at("/metadata/name").asText();
      String uid = pod.at("/securityContext/runAsUser").asText();
      assertThat(listed.group(1)).contains(name.replace("-migrate", "") + ":" + uid);
      assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).as(name).isTrue();
      assertThat(pod.at("/securityContext/seccompProfile/type").asText())
          .isEqualTo("RuntimeDefault");
      assertThat(pod.get("automountServiceAccountToken").asBoolean(true)).as(name).isFalse();
      for (JsonNode container : both(pod)) {
        JsonNode may = container.get("securityContext");
        assertThat(may.get("allowPrivilegeEscalation").asBoolean(true)).as(name).isFalse();
        assertThat(may.get("readOnlyRootFilesystem").asBoolean()).as(name).isTrue();
        assertThat(may.at("/capabilities/drop").toString()).isEqualTo("[\"ALL\"]");
        assertThat(container.at("/resources/limits/memory").asText()).as(name).isNotEmpty();
        assertThat(container.at("/resources/requests/cpu").asText()).as(name).isNotEmpty();
      }
    }
    assertThat(
            Manifests.of("Namespace", "tallystick")
                .at("/metadata/labels/pod-security.kubernetes.io~1enforce")
                .asText())
        .isEqualTo("restricted");
  }

  private static List<JsonNode> both(JsonNode pod) {
    List<JsonNode> containers = new ArrayList<>();
    pod.get("containers").forEach(containers::add);
    pod.path("initContainers").forEach(containers::add);
    return containers;
  }

  /** Each mount has a volume, each volume a source, and each secret a line in deploy/README.md. */
  @Test
  void volumesAndSecrets_areThere() throws Exception {
    JsonNode kustomization = Checkout.yaml(BASE.resolve("kustomization.yaml"));
    Map<String, String> generated = new TreeMap<>();
    for (JsonNode map : kustomization.get("configMapGenerator")) {
      generated.put(map.get("name").asText(), map.get("files").toString());
      for (JsonNode file : map.get("files")) {
        assertThat(BASE.resolve(file.asText().replaceFirst(".*=", ""))).exists();
      }
    }
    Set<String> secrets = new TreeSet<>();
    for (JsonNode manifest : Manifests.in(BASE)) {
      JsonNode pod = manifest.at("/spec/template/spec");
      Set<String> volumes = new TreeSet<>();
      for (JsonNode volume : pod.path("volumes")) {
        volumes.add(volume.get("name").asText());
        if (volume.has("configMap")) {
          assertThat(generated).containsKey(volume.at("/configMap/name").asText());
        }
        if (volume.has("secret")) {
          secrets.add(volume.at("/secret/secretName").asText());
        }
        if (volume.has("persistentVolumeClaim")) {
          Manifests.of(
              "PersistentVolumeClaim", volume.at("/persistentVolumeClaim/claimName").asText());
        }
      }
      for (JsonNode container : pod.isMissingNode() ? List.<JsonNode>of() : both(pod)) {
        for (JsonNode mount : container.get("volumeMounts")) {
          assertThat(volumes).contains(mount.get("name").asText());
        }
        for (JsonNode variable : container.path("env")) {
          if (variable.has("valueFrom")) {
            secrets.add(variable.at("/valueFrom/secretKeyRef/name").asText());
          }
        }
      }
    }
    String readme = Files.readString(Checkout.DEPLOY.resolve("README.md"));
    // Those of the databases' authorities are the operator's own.
    assertThat(secrets)
        .filteredOn(secret -> !secret.endsWith("-db-ca"))
        .isNotEmpty()
        .allSatisfy(secret -> assertThat(readme).contains("`" + secret + "`"));
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.ValueSource(strings = {"small", "ha", "podman"})
  void overlay_isBuiltAndFitsTheModel(String overlay) throws Exception {
    Tool kustomize = Tool.orSkip("kustomize", "kustomize");

    List<JsonNode> built = new ArrayList<>();
    try (var all =
        Checkout.YAML
            .readerFor(JsonNode.class)
            .<JsonNode>readValues(kustomize.run(FOLDER, "build", "overlays/" + overlay))) {
      all.forEachRemaining(built::add);
    }

    Map<String, JsonNode> deployments = new TreeMap<>();
    for (JsonNode manifest : built) {
      if (!manifest.get("apiVersion").asText().equals(OPERATOR)) {
        StrictModel.check(manifest);
      }
      if (manifest.get("kind").asText().equals("Deployment")) {
        deployments.put(manifest.at("/metadata/name").asText(), manifest);
      }
      if (!manifest.get("kind").asText().equals("Namespace")) {
        assertThat(manifest.at("/metadata/namespace").asText()).isEqualTo("tallystick");
      }
    }
    int replicas = overlay.equals("ha") ? 2 : 1;
    assertThat(deployments).containsOnlyKeys(Checkout.programs());
    assertThat(deployments.values())
        .allMatch(each -> each.at("/spec/replicas").asInt() == replicas)
        .noneMatch(
            each -> each.at("/spec/template/spec/containers/0/image").asText().endsWith("latest"));
    assertThat(built.toString().contains("tallystick.audit.standby=required"))
        .isEqualTo(overlay.equals("ha"));
    assertThat(
            built.stream()
                .filter(each -> each.get("kind").asText().equals("Cluster"))
                .map(each -> each.at("/spec/instances").asInt()))
        .hasSize(4)
        .allMatch(instances -> instances == (overlay.equals("ha") ? 3 : 1));
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
