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
  private static final Path CLASSES = Path.of("target", "classes");

  private IdempotentMethods() {}

  /**
   * What the description of the API calls those methods: they, or their classes, are marked {@code
   * Idempotent}, or they read the header themselves.
   */
  static Set<String> operationIds() throws IOException {
    Set<String> ids = new TreeSet<>();
    for (AnnotationInstance operation : index().getAnnotations(OPERATION)) {
      if (asksForKey(operation.target().asMethod())) {
        ids.add(operation.value("operationId").asString());
      }
    }
    return ids;
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
