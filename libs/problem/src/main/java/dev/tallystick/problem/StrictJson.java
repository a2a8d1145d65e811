package dev.tallystick.problem;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/**
 * Refuses a member that is given twice: two readers of one body must not see two requests. Refuses
 * times that the log cannot tell.
 *
 * <p>Quarkus finds this class in every service that depends on this module.
 */
@Singleton
public final class StrictJson implements ObjectMapperCustomizer {
  /** After Quarkus has registered what it finds: the module that comes last reads. */
  @Override
  public int priority() {
    return MINIMUM_PRIORITY;
  }

  @Override
  public void customize(ObjectMapper json) {
    json.getFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    json.registerModule(JsonTimes.module());
  }
}
