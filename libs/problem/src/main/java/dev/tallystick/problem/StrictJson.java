package dev.tallystick.problem;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;

/**
 * Refuses what Jackson would read as something that it is not: a fraction or {@code 1e2} for an
 * integer, a number in quotes, a number for a text or a flag, null for a number, a constant by its
 * position, and what follows the document. Refuses a member that is given twice: two readers of one
 * body must not see two requests. Refuses times that the log cannot tell.
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
    json.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
    json.enable(
        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
        DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
        DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    refuse(
        json,
        LogicalType.Integer,
        CoercionInputShape.Float,
        CoercionInputShape.Boolean,
        CoercionInputShape.String,
        CoercionInputShape.EmptyString);
    refuse(
        json,
        LogicalType.Float,
        CoercionInputShape.Boolean,
        CoercionInputShape.String,
        CoercionInputShape.EmptyString);
    refuse(
        json,
        LogicalType.Boolean,
        CoercionInputShape.Integer,
        CoercionInputShape.Float,
        CoercionInputShape.String,
        CoercionInputShape.EmptyString);
    refuse(
        json,
        LogicalType.Textual,
        CoercionInputShape.Integer,
        CoercionInputShape.Float,
        CoercionInputShape.Boolean,
        CoercionInputShape.Binary);
    refuse(
        json,
        LogicalType.Enum,
        CoercionInputShape.Integer,
        CoercionInputShape.Float,
        CoercionInputShape.Boolean,
        CoercionInputShape.EmptyString);
    refuse(
        json,
        LogicalType.OtherScalar,
        CoercionInputShape.Integer,
        CoercionInputShape.Float,
        CoercionInputShape.Boolean,
        CoercionInputShape.EmptyString);
  }

  private static void refuse(ObjectMapper json, LogicalType type, CoercionInputShape... shapes) {
    for (CoercionInputShape shape : shapes) {
      json.coercionConfigFor(type).setCoercion(shape, CoercionAction.Fail);
    }
  }
}
