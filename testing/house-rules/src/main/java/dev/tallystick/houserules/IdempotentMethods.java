package dev.tallystick.houserules;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.Index;
import org.jboss.jandex.Indexer;
import org.jboss.jandex.MethodInfo;

/** The resource methods of a service that ask for an {@code Idempotency-Key}. */
final class IdempotentMethods {
  static final String HEADER = "Idempotency-Key";

  /** By name: the library is tested with this module, which so cannot depend on it. */
  private static final String IDEMPOTENT = "dev.tallystick.idempotency.Idempotent";

  private static final String OPERATION = "org.eclipse.microprofile.openapi.annotations.Operation";
  private static final String HEADER_PARAM = "jakarta.ws.rs.HeaderParam";
  private static final List<String> METHODS =
      Stream.of("GET", "POST", "PUT", "PATCH", "DELETE").map("jakarta.ws.rs."::concat).toList();
  private static final Path CLASSES = Path.of("target", "classes");

  private IdempotentMethods() {}

  /**
   * What the description of the API calls those methods: they, or their classes, are marked {@code
   * Idempotent}, or they read the header themselves. Each has to be called something, or nobody
   * could find it in the description.
   */
  static Set<String> operationIds() throws IOException {
    Set<String> ids = new TreeSet<>();
    for (ClassInfo resource : index().getKnownClasses()) {
      for (MethodInfo method : resource.methods()) {
        if (isServed(method) && asksForKey(method)) {
          AnnotationInstance operation = method.annotation(OPERATION);
          AnnotationValue id = operation == null ? null : operation.value("operationId");
          if (id == null) {
            throw new AssertionError(
                "%s.%s asks for a key and has no operationId"
                    .formatted(resource.simpleName(), method.name()));
          }
          ids.add(id.asString());
        }
      }
    }
    return ids;
  }

  private static boolean isServed(MethodInfo method) {
    return METHODS.stream().anyMatch(method::hasDeclaredAnnotation);
  }

  private static boolean asksForKey(MethodInfo method) {
    return method.hasDeclaredAnnotation(IDEMPOTENT)
        || method.declaringClass().hasDeclaredAnnotation(IDEMPOTENT)
        || method.annotations(HEADER_PARAM).stream()
            .anyMatch(header -> HEADER.equals(header.value().asString()));
  }

  private static Index index() throws IOException {
    List<Path> classes;
    try (Stream<Path> files = Files.walk(CLASSES)) {
      classes = files.filter(file -> file.toString().endsWith(".class")).toList();
    }
    Indexer indexer = new Indexer();
    for (Path file : classes) {
      try (InputStream bytes = Files.newInputStream(file)) {
        indexer.index(bytes);
      }
    }
    return indexer.complete();
  }
}
