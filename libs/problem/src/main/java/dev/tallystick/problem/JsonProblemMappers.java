package dev.tallystick.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.DatabindException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** What Jackson refuses: the field and the rule are named, the value never. */
public final class JsonProblemMappers {
  /**
   * What a field of an API looks like; anything else that a caller uses as a name is not echoed.
   */
  private static final Pattern FIELD = Pattern.compile("[A-Za-z@_][A-Za-z0-9_-]{0,63}");

  /** JSON that does not fit the type asked for. */
  @ServerExceptionMapper
  public Response mismatched(MismatchedInputException mismatch) {
    return ProblemMappers.response(mismatched((JsonMappingException) mismatch)).build();
  }

  /** A type of ours that Jackson cannot handle: our fault. */
  @ServerExceptionMapper
  public Response undefined(InvalidDefinitionException fault) {
    return ProblemMappers.response(Causes.fault(fault)).build();
  }

  /** The problem when {@code cause} is a refusal of Jackson's, else null. */
  static @Nullable ProblemDocument documentOf(@Nullable Throwable cause) {
    if (cause instanceof InvalidDefinitionException) {
      return Causes.fault(cause);
    }
    if (cause instanceof StreamConstraintsException) {
      return malformed(null, "json-limits");
    }
    if (cause instanceof StreamReadException) {
      return malformed(null, "json-syntax");
    }
    if (cause instanceof JsonMappingException mismatch && cause instanceof DatabindException) {
      return mismatched(mismatch);
    }
    return cause instanceof JsonProcessingException ? malformed(null, "json-syntax") : null;
  }

  private static ProblemDocument mismatched(JsonMappingException mismatch) {
    if (mismatch.getCause() instanceof StreamReadException) {
      return malformed(null, "json-syntax");
    }
    DomainProblem problem = Causes.domainProblem(mismatch);
    if (problem != null) {
      return problem.document();
    }
    String rule = mismatch instanceof UnrecognizedPropertyException ? "known-field" : "type";
    return malformed(field(mismatch.getPath()), rule).withAllowed(AllowedValues.of(mismatch));
  }

  /** Whether a name may be told again: it looks like a field or a parameter. */
  static boolean isFieldName(String name) {
    return FIELD.matcher(name).matches();
  }

  private static ProblemDocument malformed(@Nullable String field, String rule) {
    return FrameworkProblem.MALFORMED_JSON.document().withField(field, rule);
  }

  private static @Nullable String field(List<JsonMappingException.Reference> path) {
    StringBuilder field = new StringBuilder();
    for (JsonMappingException.Reference step : path) {
      String name = step.getFieldName();
      if (name == null) {
        field.append('[').append(step.getIndex()).append(']');
      } else if (step.getFrom() instanceof Map || !isFieldName(name)) {
        field.append("[*]");
      } else {
        field.append(field.isEmpty() ? "" : ".").append(name);
      }
    }
    return field.isEmpty() ? null : field.toString();
  }
}
