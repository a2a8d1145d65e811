package dev.tallystick.houserules.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiDifferencesTest {
  private static final Path SAMPLE =
      Path.of("target/test-classes/dev/tallystick/houserules/openapi/sample");

  private static final String RIGHT =
      """
      openapi: 3.1.0
      info: {title: Sample, version: "1"}
      paths:
        /orders:
          post:
            parameters:
            - {name: Idempotency-Key, in: header, required: true, schema: {type: string}}
            requestBody:
              content: {application/json: {schema: {$ref: "#/components/schemas/OrderRequest"}}}
            responses:
              "200":
                content: {application/json: {schema: {$ref: "#/components/schemas/Ordered"}}}
              "401": {description: no token}
              "403": {description: wrong token}
              default: {description: other problem}
            security: [{bearer: [lender]}]
        /orders/{id}:
          get:
            parameters:
            - {name: id, in: path, required: true, schema: {type: string}}
            - {name: language, in: query, schema: {type: string}}
            responses:
              "200":
                content: {application/json: {schema: {$ref: "#/components/schemas/OrderRequest"}}}
              default: {description: any problem}
      components:
        schemas:
          OrderRequest:
            type: object
            required: [name]
            properties:
              name: {type: string}
              size: {type: string, enum: [SMALL, LARGE]}
              item: {$ref: "#/components/schemas/OrderItem"}
          OrderItem:
            type: object
            properties:
              code: {type: string, maxLength: 8}
          Ordered:
            type: object
            properties:
              order: {type: string}
      """;

  @Test
  void documentThatSaysWhatTheCodeDoes_hasNoDifferences() {
    assertThat(differences(RIGHT)).isEmpty();
  }

  /** What the quota leaves out is marked, and nothing else is. */
  @Test
  void markThatTheCodeDoesNotHave_isTold() {
    String marked = RIGHT.replace("    post:\n", "    post:\n      x-only-reads: true\n");

    assertThat(differences(marked))
        .singleElement()
        .asString()
        .startsWith("POST /orders: x-only-reads");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /orders/{id}:          | /orders/{id}/x:          | GET /orders/{id} is not described
          /orders/{id}:          | /orders/{id}/x:          | GET /orders/{id}/x is described, and no method
          name: language, in     | name: lang, in           | GET /orders/{id} has the parameters
          language, in: query,   | language, in: query, required: true, | GET /orders/{id} has the parameters
          header, required: true | header                   | POST /orders has the parameters
          name: Idempotency-Key  | name: Key                | POST /orders has the parameters
          requestBody:           | x-body:                  | POST /orders takes a body that is not described
          security: [            | x-security: [            | POST /orders lets [lender] in
          bearer: [lender]       | bearer: [bureau]         | POST /orders lets [lender] in, described as [bureau]
          "401":                 | "400":                   | POST /orders describes no answer 401
          "403":                 | "400":                   | POST /orders describes no answer 403
          default: {description: any problem} | "400": {description: one} | GET /orders/{id} describes no answer default
          name: {type: string}   | title: {type: string}    | OrderRequest has the members
          required: [name]       | required: [size]         | OrderRequest has the required members
          [SMALL, LARGE]         | [SMALL, HUGE]            | OrderRequest.size has the values
          name: {type: string}   | name: {type: string, maxLength: 9} | OrderRequest.name has null as maxLength, described as 9
          code: {type: string    | code: {type: integer     | OrderItem.code
          maxLength: 8           | maxLength: 9             | OrderItem.code has 8 as maxLength, described as 9
          code: {type            | name: {type              | OrderItem has the members
          order: {type: string}  | id: {type: string}       | Ordered has the members
          """)
  void documentThatSaysSomethingElse_isFound(String right, String wrong, String difference) {
    assertThat(RIGHT).contains(right);
    assertThat(differences(RIGHT.replace(right, wrong)))
        .anySatisfy(found -> assertThat(found).startsWith(difference));
  }

  @Test
  void bodyThatNoMethodTakes_isFound() {
    String body = "      requestBody: {content: {application/json: {}}}\n      responses:";

    assertThat(differences(RIGHT.replaceFirst("(?s)(get:.*?)      responses:", "$1" + body)))
        .containsExactly("GET /orders/{id} takes no body, and one is described");
  }

  @Test
  void memberThatIsNeverMissingFromAnAnswer_mayBeRequired() {
    String required = "    Ordered:\n      required: [order]\n";

    assertThat(differences(RIGHT.replace("    Ordered:\n", required))).isEmpty();
  }

  @Test
  void recordWithoutASchema_isFound() {
    assertThat(differences(RIGHT.replace("Ordered", "Other")))
        .containsExactly("OrderedJson is described by no schema Ordered");
  }

  @Test
  void parameterThatTheMethodInsistsOn_isRequired() {
    String required = RIGHT.replace("language, in: query,", "language, in: query, required: true,");

    assertThat(differences(required, "GET /orders/{id} query language")).isEmpty();
    assertThat(differences(RIGHT, "GET /orders/{id} query language")).hasSize(1);
  }

  @Test
  void recordInsideAResponse_needsReflection() {
    assertThat(WireForms.withoutReflection(SAMPLE))
        .containsExactly("dev.tallystick.houserules.openapi.sample.OrderedJson");
  }

  private static List<String> differences(String yaml, String... insistedOn) {
    return ApiDifferences.between(SAMPLE, yaml, Set.of(insistedOn));
  }
}
