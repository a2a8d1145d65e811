package dev.tallystick.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;
import org.jspecify.annotations.Nullable;

/** What Jakarta Validation refuses: the field and the rule are named, the value never. */
public final class ConstraintProblemMappers {
  /** A body of thousands of wrong items is not answered item by item. */
  private static final int MOST_ERRORS = 20;

  /** Parameters of a resource method that break their constraints; anything else is our fault. */
  @ServerExceptionMapper
  public Response violated(ConstraintViolationException refusal, SimpleResourceInfo resource) {
    List<Violation> violations = new ArrayList<>();
    for (ConstraintViolation<?> violation : refusal.getConstraintViolations()) {
      Violation found = Violation.ofParameter(violation, resource.getResourceClass());
      if (found == null) {
        return ProblemMappers.response(Causes.fault(refusal)).build();
      }
      violations.add(found);
    }
    if (violations.isEmpty()) {
      return ProblemMappers.response(Causes.fault(refusal)).build();
    }
    // The same request gets the same answer: the set that the validator returns has no order.
    violations.sort(Comparator.comparing(Violation::field).thenComparing(Violation::rule));
    Violation first = violations.get(0);
    String more = violations.size() == 1 ? "" : " (" + violations.size() + " rules in all)";
    ProblemDocument problem =
        FrameworkProblem.CONSTRAINT_VIOLATED
            .document()
            .withDetail("The field breaks the rule: " + first.rule + first.bounds + more + ".")
            .withField(first.field, first.rule)
            .withAllowed(first.allowed);
    return ProblemMappers.response(problem).entity(json(problem, violations)).build();
  }

  /** Several fields stand in {@code errors}, the first among them. */
  private static String json(ProblemDocument problem, List<Violation> violations) {
    if (violations.size() == 1) {
      return problem.toJson();
    }
    List<FieldError> errors =
        violations.stream()
            .limit(MOST_ERRORS)
            .map(one -> new FieldError(one.field, one.rule, one.allowed))
            .toList();
    return ProblemJson.of(problem, Map.of("errors", ProblemJson.of(errors)));
  }

  private record Violation(String field, String rule, String bounds, List<String> allowed) {

    static @Nullable Violation ofParameter(
        ConstraintViolation<?> violation, @Nullable Class<?> resource) {
      if (resource == null || !resource.isAssignableFrom(violation.getRootBeanClass())) {
        return null;
      }
      StringBuilder field = new StringBuilder();
      String parameter = null;
      for (Path.Node node : violation.getPropertyPath()) {
        if (node.getKind() == ElementKind.RETURN_VALUE) {
          return null;
        }
        if (node.getKind() == ElementKind.PARAMETER
            || node.getKind() == ElementKind.CROSS_PARAMETER) {
          parameter = node.getName();
        } else if (parameter != null) {
          append(field, node);
        }
      }
      if (parameter == null) {
        return null;
      }
      return new Violation(
          field.isEmpty() ? parameter : field.toString(),
          rule(violation),
          bounds(violation),
          AllowedValues.ofPattern(
              violation.getConstraintDescriptor().getAttributes().get("regexp")));
    }

    private static void append(StringBuilder field, Path.Node node) {
      if (node.isInIterable()) {
        // A map's key is the caller's text, so only a list's index is named.
        Integer index = node.getIndex();
        field.append('[').append(index == null ? "*" : index).append(']');
      }
      String name = node.getName();
      if (name != null && node.getKind() == ElementKind.PROPERTY) {
        field.append(field.isEmpty() ? "" : ".").append(name);
      }
    }

    private static String rule(ConstraintViolation<?> violation) {
      return violation
          .getConstraintDescriptor()
          .getAnnotation()
          .annotationType()
          .getSimpleName()
          .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
          .toLowerCase(Locale.ROOT);
    }

    /** The numbers of the annotation, which are the API's own: {@code (max 64, min 1)}. */
    private static String bounds(ConstraintViolation<?> violation) {
      Map<String, Object> numbers =
          new TreeMap<>(violation.getConstraintDescriptor().getAttributes());
      List<String> bounds = new ArrayList<>();
      numbers.forEach(
          (name, value) -> {
            if (value instanceof Number) {
              bounds.add(name + " " + value);
            }
          });
      return bounds.isEmpty() ? "" : " (" + String.join(", ", bounds) + ")";
    }
  }
}
