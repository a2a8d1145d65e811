package dev.tallystick.idempotency;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.IndexView;

/**
 * Names the header, as required, in the description of each operation whose method is {@link
 * Idempotent}. The two are matched by the {@code operationId}, which the method has to give.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class IdempotencyKeyParameter implements OASFilter {
  private static final String OPERATION = "org.eclipse.microprofile.openapi.annotations.Operation";

  private final Set<String> idempotent;

  /** Called while the service is built, with all of its classes. */
  public IdempotencyKeyParameter(IndexView classes) {
    idempotent =
        classes.getAnnotations(OPERATION).stream()
            .filter(IdempotencyKeyParameter::isIdempotent)
            .map(operation -> operation.value("operationId"))
            .filter(Objects::nonNull)
            .map(AnnotationValue::asString)
            .collect(Collectors.toSet());
  }

  @Override
  public Operation filterOperation(Operation operation) {
    String id = operation.getOperationId();
    if (id != null && idempotent.contains(id)) {
      operation.addParameter(key());
    }
    return operation;
  }

  private static boolean isIdempotent(AnnotationInstance operation) {
    return operation.target().asMethod().hasDeclaredAnnotation(Idempotent.class)
        || operation.target().asMethod().declaringClass().hasDeclaredAnnotation(Idempotent.class);
  }

  private static Parameter key() {
    return OASFactory.createParameter()
        .in(Parameter.In.HEADER)
        .name(IdempotencyFilter.HEADER)
        .required(true)
        .description("Drawn for this request and kept for its retries, for 24 hours")
        .schema(
            OASFactory.createSchema()
                .type(List.of(SchemaType.STRING))
                .pattern(RequestIdentity.KEY_FORM));
  }
}
