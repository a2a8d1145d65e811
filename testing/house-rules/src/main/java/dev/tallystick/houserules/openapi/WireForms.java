package dev.tallystick.houserules.openapi;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.ClassInfo.NestingType;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;
import org.jboss.jandex.ParameterizedType;
import org.jboss.jandex.RecordComponentInfo;
import org.jboss.jandex.Type;

/**
 * The records called {@code …Json}, which bodies of requests and answers are made from, and those
 * called {@code …Document}, which are stored, sent elsewhere or read from a file.
 */
public final class WireForms {
  private static final String SUFFIX = "Json";
  private static final String OTHER_SUFFIX = "Document";
  private static final List<DotName> METHODS =
      Stream.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD")
          .map(method -> DotName.createSimple("jakarta.ws.rs." + method))
          .toList();
  private static final DotName REGISTERED =
      DotName.createSimple("io.quarkus.runtime.annotations.RegisterForReflection");
  private static final DotName UNWRAPPED =
      DotName.createSimple("com.fasterxml.jackson.annotation.JsonUnwrapped");

  private final Index classes;

  WireForms(Index classes) {
    this.classes = classes;
  }

  /**
   * The records below this folder that a native image could not write: no signature of a resource
   * method leads to them, and neither they nor their enclosing classes are registered for
   * reflection.
   */
  public static List<String> withoutReflection(Path folder) {
    WireForms forms = new WireForms(CompiledClasses.below(folder));
    return forms
        .outsideSignatures()
        .filter(form -> !forms.isRegistered(form))
        .map(form -> form.name().toString())
        .sorted()
        .toList();
  }

  /**
   * The records that only the bodies of methods name, because their type is {@code Response}: those
   * that have a schema of their own, so neither nested ones nor those whose members stand among
   * another's.
   */
  List<ClassInfo> ofBodies() {
    return outsideSignatures()
        .filter(form -> form.simpleName().endsWith(SUFFIX))
        .filter(form -> form.nestingType() == NestingType.TOP_LEVEL)
        .filter(form -> !isUnwrapped(form))
        .toList();
  }

  /** What the schema of the record is called: {@code Party} for {@code PartyJson}. */
  static String nameOf(ClassInfo form) {
    return form.simpleName().substring(0, form.simpleName().length() - SUFFIX.length());
  }

  private Stream<ClassInfo> outsideSignatures() {
    Set<DotName> inSignatures = reachable(signatures());
    return classes.getKnownClasses().stream()
        .filter(ClassInfo::isRecord)
        .filter(
            form -> form.simpleName().endsWith(SUFFIX) || form.simpleName().endsWith(OTHER_SUFFIX))
        .filter(form -> !inSignatures.contains(form.name()));
  }

  private boolean isRegistered(ClassInfo form) {
    return form.hasDeclaredAnnotation(REGISTERED)
        || (form.nestingType() != NestingType.TOP_LEVEL
            && isRegistered(classes.getClassByName(form.enclosingClass())));
  }

  private boolean isUnwrapped(ClassInfo form) {
    return classes.getAnnotations(UNWRAPPED).stream()
        .map(AnnotationInstance::target)
        .filter(target -> target.kind() == AnnotationTarget.Kind.FIELD)
        .anyMatch(target -> target.asField().type().name().equals(form.name()));
  }

  private List<Type> signatures() {
    return METHODS.stream()
        .flatMap(method -> classes.getAnnotations(method).stream())
        .map(annotation -> annotation.target().asMethod())
        .flatMap(
            method ->
                Stream.concat(Stream.of(method.returnType()), method.parameterTypes().stream()))
        .toList();
  }

  private Set<DotName> reachable(List<Type> from) {
    Set<DotName> seen = new HashSet<>();
    Deque<Type> open = new ArrayDeque<>(from);
    while (!open.isEmpty()) {
      Type type = open.pop();
      if (type instanceof ParameterizedType generic) {
        open.addAll(generic.arguments());
      }
      ClassInfo known = classes.getClassByName(type.name());
      if (known != null && seen.add(known.name())) {
        known.recordComponents().stream().map(RecordComponentInfo::type).forEach(open::add);
      }
    }
    return seen;
  }
}
