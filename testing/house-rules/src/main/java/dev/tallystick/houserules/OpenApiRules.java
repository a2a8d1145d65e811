package dev.tallystick.houserules;

import static dev.tallystick.houserules.ServedApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.tallystick.houserules.ServedApi.Operation;
import dev.tallystick.houserules.openapi.ApiDifferences;
import dev.tallystick.houserules.openapi.RequestExample;
import dev.tallystick.houserules.openapi.WireForms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The committed openapi.yaml is what the service serves, says what the code does, and tells a
 * caller enough.
 */
public abstract class OpenApiRules {
  private static final Path COMMITTED = Path.of("openapi.yaml");
  private static final Path CLASSES = Path.of("target", "classes");

  /**
   * What addresses may carry beside numbers: ids that were drawn, digests, cursors, and words of
   * the vocabularies. Identifiers and what records say travel in bodies alone.
   */
  private static final Set<String> IN_ADDRESSES =
      Set.of(
          "after",
          "agreement",
          "bureau",
          "category",
          "cursor",
          "digest",
          "eventId",
          "from",
          "id",
          "key",
          "kind",
          "language",
          "lang",
          "month",
          "outcome",
          "pack",
          "party",
          "path",
          "previous",
          "purpose",
          "release",
          "role",
          "rule",
          "scheme",
          "shard",
          "since",
          "source",
          "state",
          "status",
          "thumbprint",
          "to",
          "type",
          "types",
          "until",
          "version");

  private final ServedApi api;
  private final Set<String> insistedOn;
  private final Set<String> libraryClasses;

  /** The rules for the service of this name. */
  protected OpenApiRules(String service) {
    this(service, Set.of());
  }

  /**
   * The rules for the service of this name.
   *
   * @param insistedOn parameters that no annotation requires, because the method itself refuses a
   *     request without them: {@code GET /v1/openings query from}
   */
  protected OpenApiRules(String service, Set<String> insistedOn) {
    this(service, insistedOn, Set.of());
  }

  /**
   * As {@link #OpenApiRules(String, Set)}, for a service whose API is in part a library's.
   *
   * @param libraryClasses names of the library's resources and wire forms
   */
  protected OpenApiRules(String service, Set<String> insistedOn, Set<String> libraryClasses) {
    this.api = new ServedApi(new RealmTokens(service));
    this.insistedOn = Set.copyOf(insistedOn);
    this.libraryClasses = Set.copyOf(libraryClasses);
  }

  @Test
  protected void document_isTheCommittedOne() throws IOException {
    ObjectMapper yaml = new YAMLMapper();

    assertThat(yaml.readTree(api.yaml())).isEqualTo(yaml.readTree(COMMITTED.toFile()));
  }

  @Test
  protected void document_saysWhatTheCodeDoes() throws IOException {
    assertThat(
            ApiDifferences.between(
                CLASSES, libraryClasses, Files.readString(COMMITTED), insistedOn))
        .as("where openapi.yaml differs from the code")
        .isEmpty();
  }

  @Test
  protected void examples_areRequestsThatTheirSchemasTake() throws IOException {
    JsonNode document = new YAMLMapper().readTree(COMMITTED.toFile());
    List<RequestExample> examples = RequestExample.of(document);

    assertThat(examples).as("the main requests have examples").isNotEmpty();
    assertThat(examples.stream().flatMap(example -> example.flaws().stream())).isEmpty();
  }

  /** Until a method names them, the framework does not know that it has to write them. */
  @Test
  protected void answersThatNoSignatureNames_areRegisteredForReflection() {
    assertThat(WireForms.withoutReflection(CLASSES))
        .as("records inside a Response need @RegisterForReflection for native images")
        .isEmpty();
  }

  @Test
  @SuppressWarnings("unchecked")
  protected void addresses_carryNothingOfAPerson() {
    for (Operation operation : api.operations()) {
      assertThat(operation.name())
          .as("a person's token goes in the body, where no proxy and no access log keeps it")
          .doesNotContain("subjects/{");
      Object parameters = operation.description().get("parameters");
      if (parameters == null) {
        continue;
      }
      for (Map<String, ?> parameter : (List<Map<String, ?>>) parameters) {
        boolean isInAddress =
            "path".equals(parameter.get("in")) || "query".equals(parameter.get("in"));
        Object type = member(parameter, "schema").get("type");
        if (isInAddress && !"integer".equals(type) && !"boolean".equals(type)) {
          assertThat(IN_ADDRESSES)
              .as("%s: what is in an address is no data of a person", operation.name())
              .contains(String.valueOf(parameter.get("name")));
        }
      }
    }
  }

  @Test
  protected void operations_areDescribed() {
    for (Operation operation : api.operations()) {
      assertThat(operation.description().get("summary"))
          .as("%s has a summary", operation.name())
          .asString()
          .isNotBlank();
      assertParametersAreDescribed(operation);
      assertAnswersAreDescribed(operation);
    }
  }

  @SuppressWarnings("unchecked")
  private static void assertParametersAreDescribed(Operation operation) {
    Object parameters = operation.description().get("parameters");
    if (parameters != null) {
      for (Map<String, ?> parameter : (List<Map<String, ?>>) parameters) {
        assertThat(parameter.get("description"))
            .as("%s describes %s", operation.name(), parameter.get("name"))
            .asString()
            .isNotBlank();
        assertThat(member(parameter, "schema").get("type"))
            .as("%s: %s is no object", operation.name(), parameter.get("name"))
            .isNotEqualTo("object");
      }
    }
  }

  @Test
  protected void successes_sayWhatComesBack() {
    for (Operation operation : api.operations()) {
      Map<String, ?> responses = member(operation.description(), "responses");
      for (String status : responses.keySet()) {
        if (status.startsWith("2") && !status.equals("204")) {
          Map<String, ?> content = member(member(responses, status), "content");
          assertThat(content)
              .as("%s says what comes back with %s", operation.name(), status)
              .isNotEmpty();
          for (String mediaType : content.keySet()) {
            assertThat(member(member(content, mediaType), "schema"))
                .as("%s describes its %s with %s", operation.name(), mediaType, status)
                .isNotEmpty();
          }
        }
      }
    }
  }

  private static void assertAnswersAreDescribed(Operation operation) {
    Map<String, ?> responses = member(operation.description(), "responses");
    for (String status : responses.keySet()) {
      Map<String, ?> response = member(responses, status);
      assertThat(response.containsKey("$ref") || response.containsKey("description"))
          .as("%s describes its answer %s", operation.name(), status)
          .isTrue();
      boolean refusal =
          status.startsWith("4") || status.startsWith("5") || status.equals("default");
      if (refusal && !response.containsKey("$ref")) {
        assertThat(member(response, "content"))
            .as("%s answers %s with a problem", operation.name(), status)
            .containsKey("application/problem+json");
      }
    }
  }
}
