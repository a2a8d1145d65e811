package dev.tallystick.houserules.openapi;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.openapi.api.OpenApiConfig;
import io.smallrye.openapi.api.SmallRyeOpenAPI;
import io.smallrye.openapi.runtime.io.schema.SchemaFactory;
import io.smallrye.openapi.runtime.scanner.spi.AnnotationScannerContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;
import org.jspecify.annotations.Nullable;

/** The API as the classes have it: what JAX-RS, Jackson and the validation say, as a document. */
final class ScannedApi {
  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

  /** Marks an operation whose method is idempotent until its parameters are there. */
  private static final String NEEDS_KEY = "x-needs-key";

  /** By name: the library is tested with this module, which so cannot depend on it. */
  private static final DotName IDEMPOTENT =
      DotName.createSimple("dev.tallystick.idempotency.Idempotent");

  private static final DotName KEY_OPTIONAL =
      DotName.createSimple("dev.tallystick.idempotency.KeyOptional");

  private static final DotName ONLY_READS = DotName.createSimple("dev.tallystick.quota.OnlyReads");

  /** Marks an operation that answers with pages. */
  private static final String PAGE = "x-page";

  private static final DotName PRODUCES = DotName.createSimple("jakarta.ws.rs.Produces");
  private static final DotName ROLES_ALLOWED =
      DotName.createSimple("jakarta.annotation.security.RolesAllowed");
  private static final DotName PERMIT_ALL =
      DotName.createSimple("jakarta.annotation.security.PermitAll");

  /** Not the service's own, which says that nothing is to be scanned. */
  private static final Config CONFIG =
      new SmallRyeConfigBuilder()
          .withDefaultValue(
              "mp.openapi.schema.com.fasterxml.jackson.databind.JsonNode", "{\"type\":\"object\"}")
          .build();

  private final Index classes;

  ScannedApi(Index classes) {
    this.classes = classes;
  }

  /** Paths, operations, parameters, bodies, and the schemas of what they name. */
  OpenAPI document() {
    OpenAPI document =
        SmallRyeOpenAPI.builder()
            .withConfig(CONFIG)
            .withIndex(classes)
            .enableModelReader(false)
            .enableStandardStaticFiles(false)
            .enableStandardFilter(false)
            .withOperationHandler(ScannedApi::addOurs)
            .build()
            .model();
    leaveOutPages(document);
    ApiOperations.of(document).values().forEach(ScannedApi::requireKey);
    return document;
  }

  /** Pages are for people: what answers with HTML is no part of an API, and is not described. */
  private static void leaveOutPages(OpenAPI document) {
    if (document.getPaths() == null || document.getPaths().getPathItems() == null) {
      return;
    }
    for (Map.Entry<String, PathItem> path :
        List.copyOf(document.getPaths().getPathItems().entrySet())) {
      PathItem item = path.getValue();
      for (Map.Entry<PathItem.HttpMethod, Operation> each :
          List.copyOf(item.getOperations().entrySet())) {
        Map<String, Object> extensions = each.getValue().getExtensions();
        if (extensions != null && extensions.containsKey(PAGE)) {
          item.setOperation(each.getKey(), null);
        }
      }
      if (item.getOperations().isEmpty()) {
        document.getPaths().removePathItem(path.getKey());
      }
    }
  }

  /** The schema of one class, with the document that its references lead into. */
  DocumentedSchema schema(ClassInfo form) {
    AnnotationScannerContext context =
        new AnnotationScannerContext(
            classes, ScannedApi.class.getClassLoader(), OpenApiConfig.fromConfig(CONFIG));
    Type type = Type.create(form.name(), Type.Kind.CLASS);
    return new DocumentedSchema(context.getOpenApi(), SchemaFactory.typeToSchema(context, type));
  }

  /** The roles, what only reads, and a mark for the key: parameters are set only after this. */
  private static void addOurs(Operation operation, ClassInfo resource, MethodInfo method) {
    AnnotationInstance produces = resource.declaredAnnotation(PRODUCES);
    if (produces != null && List.of(produces.value().asStringArray()).contains("text/html")) {
      operation.addExtension(PAGE, true);
    }
    if (annotation(IDEMPOTENT, resource, method) != null) {
      operation.addExtension(NEEDS_KEY, annotation(KEY_OPTIONAL, resource, method) == null);
    }
    if (annotation(ONLY_READS, resource, method) != null) {
      operation.addExtension(ApiOperations.ONLY_READS, true);
    }
    AnnotationInstance roles = annotation(ROLES_ALLOWED, resource, method);
    if (roles != null && !method.hasDeclaredAnnotation(PERMIT_ALL)) {
      operation.setSecurity(
          List.of(
              OASFactory.createSecurityRequirement()
                  .addScheme("bearer", List.of(roles.value().asStringArray()))));
    }
  }

  /** A key is required wherever it is read, although no annotation says so, unless one does. */
  private static void requireKey(Operation operation) {
    boolean isOptional =
        operation.getExtensions() != null
            && Boolean.FALSE.equals(operation.getExtensions().get(NEEDS_KEY));
    List<Parameter> parameters = new ArrayList<>();
    parameters.addAll(Objects.requireNonNullElse(operation.getParameters(), List.of()));
    if (operation.getExtensions() != null && operation.getExtensions().containsKey(NEEDS_KEY)) {
      parameters.add(OASFactory.createParameter().in(Parameter.In.HEADER).name(IDEMPOTENCY_KEY));
    }
    for (Parameter parameter : parameters) {
      if (IDEMPOTENCY_KEY.equalsIgnoreCase(parameter.getName())
          && parameter.getIn() == Parameter.In.HEADER) {
        parameter.setRequired(!isOptional);
      }
    }
    operation.setParameters(parameters);
  }

  private static @Nullable AnnotationInstance annotation(
      DotName name, ClassInfo resource, MethodInfo method) {
    AnnotationInstance own = method.declaredAnnotation(name);
    return own == null ? resource.declaredAnnotation(name) : own;
  }
}
