package dev.tallystick.houserules.openapi;

import static dev.tallystick.houserules.openapi.ApiOperations.answers;
import static dev.tallystick.houserules.openapi.ApiOperations.bodies;
import static dev.tallystick.houserules.openapi.ApiOperations.parameters;
import static dev.tallystick.houserules.openapi.ApiOperations.roles;

import dev.tallystick.houserules.openapi.ApiOperations.Body;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.Index;

/**
 * Where an OpenAPI document says something else than the classes of a service: operations, their
 * parameters, roles and bodies, which of them add nothing, and the schemas of JSON. What an answer
 * is made of is known when a method's type says it, or by name: {@code PartyJson} is described as
 * {@code Party}. Statuses of answers, headers of answers and JSON that is written as text are not
 * compared.
 */
public final class ApiDifferences {
  /** How a body is packed, which a document says nothing of. */
  private static final String TRANSPORT = "header content-encoding";

  private final ScannedApi scanner;
  private final WireForms forms;
  private final OpenAPI code;
  private final OpenAPI described;
  private final Set<String> insistedOn;
  private final List<String> found = new ArrayList<>();
  private final SchemaDifferences inRequests = new SchemaDifferences(found, false);
  private final SchemaDifferences inAnswers = new SchemaDifferences(found, true);

  private ApiDifferences(Index classes, OpenAPI described, Set<String> insistedOn) {
    this.scanner = new ScannedApi(classes);
    this.forms = new WireForms(classes);
    this.code = scanner.document();
    this.described = described;
    this.insistedOn = insistedOn;
  }

  /**
   * What differs between the classes below a folder and a document in YAML, a sentence each.
   *
   * @param insistedOn parameters that no annotation requires, because the method itself refuses a
   *     request without them: {@code GET /v1/openings query from}
   */
  public static List<String> between(Path classes, String yaml, Set<String> insistedOn) {
    return between(classes, Set.of(), yaml, insistedOn);
  }

  /**
   * As {@link #between(Path, String, Set)}, for a service whose API is in part a library's.
   *
   * @param others names of the library's classes: resources and wire forms
   */
  public static List<String> between(
      Path classes, Set<String> others, String yaml, Set<String> insistedOn) {
    ApiDifferences differences =
        new ApiDifferences(
            CompiledClasses.below(classes, others), ApiOperations.document(yaml), insistedOn);
    differences.compareOperations();
    differences.compareForms();
    return differences.found;
  }

  private void compareOperations() {
    Map<String, Operation> ours = ApiOperations.of(code);
    Map<String, Operation> theirs = ApiOperations.of(described);
    ours.forEach(
        (name, operation) -> {
          Operation description = theirs.get(name);
          if (description == null) {
            found.add(name + " is not described");
          } else {
            compare(name, operation, description);
          }
        });
    theirs.forEach(
        (name, description) -> {
          if (!ours.containsKey(name)) {
            found.add(name + " is described, and no method answers it");
          }
          requireProblems(name, description);
        });
  }

  private void compare(String name, Operation operation, Operation description) {
    compareParameters(name, parameters(operation), parameters(description));
    if (!roles(operation).equals(roles(description))) {
      found.add(
          "%s lets %s in, described as %s".formatted(name, roles(operation), roles(description)));
    }
    if (ApiOperations.onlyReads(operation) != ApiOperations.onlyReads(description)) {
      found.add(
          "%s: %s stands on exactly what the quota of additions leaves out, by @OnlyReads"
              .formatted(name, ApiOperations.ONLY_READS));
    }
    RequestBody ours = operation.getRequestBody();
    RequestBody theirs = description.getRequestBody();
    if (ours == null && theirs != null) {
      found.add(name + " takes no body, and one is described");
    } else if (ours != null && theirs == null) {
      found.add(name + " takes a body that is not described");
    } else if (ours != null && theirs != null) {
      compareBodies(
          "the request of " + name,
          inRequests,
          bodies(ours.getContent()),
          bodies(theirs.getContent()));
    }
    compareBodies("the answer of " + name, inAnswers, answers(operation), answers(description));
  }

  private void compareParameters(
      String name, Map<String, Boolean> ours, Map<String, Boolean> theirs) {
    ours.remove(TRANSPORT);
    ours.replaceAll(
        (parameter, isRequired) -> isRequired || insistedOn.contains(name + " " + parameter));
    if (!ours.equals(theirs)) {
      found.add(
          "%s has the parameters %s, described as %s; true is required"
              .formatted(name, ours, theirs));
    }
  }

  /** Each body of the code with all that are described for its media type. */
  private void compareBodies(
      String where, SchemaDifferences schemas, List<Body> ours, List<Body> theirs) {
    for (Body body : ours) {
      List<Body> same = theirs.stream().filter(one -> one.type().equals(body.type())).toList();
      if (same.isEmpty()) {
        found.add("%s is %s, which is not described".formatted(where, body.type()));
      }
      for (Body description : same) {
        if (body.schema() != null && description.schema() != null) {
          schemas.compare(
              where,
              new DocumentedSchema(code, body.schema()),
              new DocumentedSchema(described, description.schema()));
        }
      }
    }
  }

  private void requireProblems(String name, Operation description) {
    Stream.concat(
            Stream.of("default"),
            roles(description).isEmpty() ? Stream.of() : Stream.of("401", "403"))
        .filter(status -> !ApiOperations.hasAnswer(description, status))
        .forEach(status -> found.add("%s describes no answer %s".formatted(name, status)));
  }

  /** The records that only the bodies of methods name. */
  private void compareForms() {
    for (ClassInfo form : forms.ofBodies()) {
      String name = WireForms.nameOf(form);
      Optional<DocumentedSchema> schema = DocumentedSchema.named(described, name);
      if (schema.isPresent()) {
        inAnswers.compare(name, scanner.schema(form), schema.get());
      } else {
        found.add("%s is described by no schema %s".formatted(form.simpleName(), name));
      }
    }
  }
}
